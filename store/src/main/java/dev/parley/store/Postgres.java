package dev.parley.store;

import dev.parley.compliance.Secret;
import dev.parley.compliance.seal.Keys;
import dev.parley.dialog.Database;
import dev.parley.meter.Meters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The database of a server: embedded or by address. Opened once at start by `app`, closed last.
/// Everything here blocks; never call it on a media or event-loop thread.
public final class Postgres implements AutoCloseable {
    private final @Nullable EmbeddedPostgres embedded;
    private final Migrations migrations;
    private final Pool pool;
    private final DatabaseWatch watch;
    private final DatabaseAddress address;
    private final Path journal;
    private final Meters meters;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable PostgresCallStore callStore;

    private Postgres(
            @Nullable EmbeddedPostgres embedded,
            DatabaseAddress address,
            Path dataFolder,
            boolean migrates,
            Meters meters) {
        this.embedded = embedded;
        this.address = address;
        this.journal = dataFolder.resolve("journal");
        this.meters = meters;
        this.migrations = new Migrations(address);
        if (migrates) {
            migrations.run(new SchemaName("parley"), "db/parley");
        }
        this.pool = new Pool(address, meters);
        this.watch = new DatabaseWatch(pool::trouble);
    }

    /// Starts (or adopts) the embedded PostgreSQL under `dataFolder/postgres`.
    public static Postgres embedded(Path dataFolder, Meters meters) {
        var embedded = EmbeddedPostgres.start(dataFolder.resolve("postgres"), meters);
        try {
            var address = new DatabaseAddress(embedded.url(), embedded.user(), embedded.password());
            return new Postgres(embedded, address, dataFolder, true, meters);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    /// Uses the PostgreSQL (14 or newer) at `url`, like `jdbc:postgresql://host:5432/parley`; call
    /// records wait in `dataFolder/journal` while it is away. Throws [DatabaseUnavailable] if it is
    /// not usable now.
    public static Postgres at(
            String url, String user, Secret password, Path dataFolder, Meters meters) {
        var address = new DatabaseAddress(url, user, password);
        address.require();
        return new Postgres(null, address, dataFolder, true, meters);
    }

    /// The embedded PostgreSQL under `dataFolder/postgres` for a command: that of the server that
    /// runs there, or else started for as long as this is open. A running server's schema is left
    /// as it is.
    public static Postgres visiting(Path dataFolder, Meters meters) throws InterruptedException {
        try {
            return embedded(dataFolder, meters);
        } catch (FolderInUse _) {
            var address = RunningCluster.find(dataFolder.resolve("postgres"));
            return new Postgres(null, address, dataFolder, false, meters);
        }
    }

    /// The PostgreSQL at `url` for a command; its schema is left as it is.
    public static Postgres visiting(
            String url, String user, Secret password, Path dataFolder, Meters meters) {
        var address = new DatabaseAddress(url, user, password);
        address.require();
        return new Postgres(null, address, dataFolder, false, meters);
    }

    /// Stores what a server that is gone left in its journal and closes its open calls, if no
    /// server runs on the data folder. False if one does.
    public boolean settle(Keys keys) {
        if (!Files.isDirectory(journal)) {
            return true;
        }
        try {
            callStore(keys).closeOrphans();
            return true;
        } catch (FolderInUse _) {
            return false;
        }
    }

    /// Brings an agent's own schema up to date from a class path folder such as "db/garage"; throws
    /// [MigrationFailed].
    public void migrate(String schema, String folder) {
        migrations.run(SchemaName.ofAgent(schema), folder);
    }

    /// Lends transactions in which unqualified names mean the tables of `schema`.
    public Database database(String schema) {
        return new AgentDatabase(pool, SchemaName.ofAgent(schema));
    }

    /// The keeper of call records, whose journal files are plain; otherwise as [#callStore(Keys)].
    public PostgresCallStore callStore() {
        return open(null);
    }

    /// The keeper of call records, opened at the first call: one per data folder, so a second
    /// server on the folder is refused with [DatabaseUnavailable]. Closed with this.
    ///
    /// @param keys the master keys under which its journal files lie
    public PostgresCallStore callStore(Keys keys) {
        return open(keys);
    }

    private PostgresCallStore open(@Nullable Keys keys) {
        opening.lock();
        try {
            var open = callStore;
            if (open == null) {
                open =
                        PostgresCallStore.open(
                                address, journal, keys, JournalLimits.DEFAULT, meters);
                callStore = open;
            }
            return open;
        } finally {
            opening.unlock();
        }
    }

    DatabaseAddress address() {
        return address;
    }

    /// Reads the records of calls.
    public CallRecords callRecords() {
        return new CallRecords(pool);
    }

    /// Erases people's calls.
    public Erasures erasures() {
        return new Erasures(address, journal);
    }

    /// Removes what is too old.
    public Retention retention() {
        return new Retention(pool);
    }

    /// Holds calls against age and requests to erase.
    public CallHolds holds() {
        return new CallHolds(pool);
    }

    /// Why the database cannot be used, as of a few seconds ago; empty if it can. Any thread, at
    /// once.
    public Optional<String> ready() {
        return watch.trouble();
    }

    @Override
    public void close() {
        if (callStore != null) {
            callStore.close();
        }
        watch.close();
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
