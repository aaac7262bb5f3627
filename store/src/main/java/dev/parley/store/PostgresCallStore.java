package dev.parley.store;

import dev.parley.call.record.CallStore;
import dev.parley.compliance.seal.Keys;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps call records in PostgreSQL by way of journal files: `append` puts an entry into a bounded
/// queue, one thread writes it to a file within milliseconds, another ships the file to the
/// database within 200 ms, in order and exactly once. A kill of this server loses at most the last
/// moment; a database that is away loses nothing until the files reach their bound.
///
/// `append` never blocks and never throws, from any thread; everything else blocks.
public final class PostgresCallStore implements CallStore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresCallStore.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private final DatabaseAddress address;
    private final String node;
    private final String run = UUID.randomUUID().toString();
    private final FolderLock lock;
    private final JournalFolder folder;
    private final JournalProgress progress = new JournalProgress();
    private final JournalWriter writer;
    private final Thread shipping;
    private final Meters.Counter foundDead;
    private final Meters.Gauge backlog;

    private PostgresCallStore(
            DatabaseAddress address,
            FolderLock lock,
            JournalFolder folder,
            JournalLimits limits,
            NodeLease.Terms terms,
            Meters meters)
            throws IOException, SQLException {
        this.address = address;
        this.lock = lock;
        this.folder = folder;
        this.node = node(folder.path());
        this.foundDead = meters.counter(Metric.CALLS_FOUND_DEAD, "restart");
        var lease = new NodeLease(node, run, terms, meters);
        var shipper = new JournalShipper(address, folder, progress, node, lease, meters);
        var first = folder.firstFreeAfter(shipper.reached());
        // The new file first: so the shipper knows that the old ones do not grow, and clears them.
        this.writer = new JournalWriter(folder, progress, run, first, limits, meters);
        shipper.catchUp();
        folder.keys().sweep();
        writer.start();
        this.shipping = Thread.ofVirtual().name("journal-shipper").start(shipper::run);
        this.backlog = meters.gauge(Metric.JOURNAL_BACKLOG, progress::backlogBytes);
    }

    /// Opens the journal in `path` with plain lines and first ships what an earlier run left there.
    static PostgresCallStore open(
            DatabaseAddress address, Path path, JournalLimits limits, Meters meters) {
        return open(address, path, null, limits, meters);
    }

    /// Opens the journal in `path` and first ships what an earlier run left there.
    ///
    /// @param keys the master keys under which its lines lie; null to leave them plain
    static PostgresCallStore open(
            DatabaseAddress address,
            Path path,
            @Nullable Keys keys,
            JournalLimits limits,
            Meters meters) {
        return open(address, path, keys, limits, NodeLease.Terms.DEFAULT, meters);
    }

    /// The same with other terms of the lease by which servers know of each other.
    static PostgresCallStore open(
            DatabaseAddress address,
            Path path,
            @Nullable Keys keys,
            JournalLimits limits,
            NodeLease.Terms terms,
            Meters meters) {
        var lock = FolderLock.take(path);
        try {
            return new PostgresCallStore(
                    address, lock, new JournalFolder(path, keys), limits, terms, meters);
        } catch (SQLException e) {
            lock.close();
            throw new DatabaseUnavailable(address.explain(e), e);
        } catch (IOException e) {
            lock.close();
            throw new DatabaseUnavailable(
                    "expected to write call records to "
                            + path
                            + ", but "
                            + e
                            + "; check owner and free space",
                    e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Who we are among servers that share a database: kept with the data folder.
    private static String node(Path folder) throws IOException {
        var file = folder.resolve("node");
        if (!Files.exists(file)) {
            OwnerFile.write(file, UUID.randomUUID() + "\n");
        }
        return Files.readString(file).strip();
    }

    @Override
    public void append(Entry entry) {
        writer.append(entry);
    }

    /// Closes the calls that an earlier run of this server left open because it died, with the time
    /// of the last thing known of them, and says how many. Call it once at start.
    public int closeOrphans() {
        try (var connection = address.connect(30)) {
            var closed = OpenCalls.close(connection, node, run);
            foundDead.add(closed);
            if (closed > 0) {
                log.atWarn().addKeyValue("calls", closed).log("closed calls of a server that died");
            }
            return closed;
        } catch (SQLException e) {
            throw new DatabaseUnavailable(address.explain(e), e);
        }
    }

    /// Why call records cannot be written to the disk now; empty if they can. Any thread, at once.
    public Optional<String> trouble() {
        return Optional.of(writer.trouble()).filter(what -> !what.isEmpty());
    }

    /// Waits until everything appended so far can be read from the database; false if the limit
    /// came first.
    public boolean flush(Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        var written = writer.mark(limit);
        return written != null
                && progress.awaitShipped(written, Duration.ofNanos(deadline - System.nanoTime()));
    }

    /// Takes no more entries and stores what there is; what the database does not take within 5 s
    /// stays in its files for the next start.
    @Override
    public void close() {
        try {
            writer.close();
            progress.closing();
            if (!shipping.join(CLOSE_LIMIT)) {
                shipping.interrupt();
                shipping.join();
            }
            clear();
        } catch (InterruptedException _) {
            shipping.interrupt();
            Thread.currentThread().interrupt();
        } finally {
            backlog.close();
            lock.close();
        }
    }

    private void clear() {
        try {
            if (progress.backlogBytes() == 0) {
                folder.deleteBefore(Long.MAX_VALUE);
                folder.keys().beginBatch();
                folder.keys().sweep();
                return;
            }
            log.atWarn()
                    .addKeyValue("bytes", progress.backlogBytes())
                    .log("call records wait in their files for the next start");
        } catch (IOException e) {
            log.atWarn().addKeyValue("error", e.toString()).log("journal files were not cleared");
        }
    }
}
