package dev.parley.app.records;

import dev.parley.app.server.RecordKeys;
import dev.parley.app.server.Removal;
import dev.parley.app.server.StartRefused;
import dev.parley.app.settings.Settings;
import dev.parley.app.team.ClosedPlugins;
import dev.parley.app.team.Teams;
import dev.parley.call.media.Recordings;
import dev.parley.compliance.Sensitive;
import dev.parley.compliance.seal.KeyFile;
import dev.parley.dialog.AgentPlugin;
import dev.parley.meter.Meters;
import dev.parley.store.CallRecords;
import dev.parley.store.DatabaseUnavailable;
import dev.parley.store.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What an operator's commands work at: the records, recordings and people of a data folder,
/// whether or not its server runs. One thread; blocks.
public final class RecordsDesk implements AutoCloseable {
    private final Settings settings;
    private final Postgres postgres;
    private final Recordings recordings;

    private RecordsDesk(Settings settings, Postgres postgres, Recordings recordings) {
        this.settings = settings;
        this.postgres = postgres;
        this.recordings = recordings;
    }

    /// Opens the records.
    ///
    /// @throws StartRefused if the database cannot be reached, with the reason and the remedy
    public static RecordsDesk open(Settings settings) throws InterruptedException {
        try {
            var postgres = connect(settings);
            try {
                postgres.settle(RecordKeys.of(settings));
                return new RecordsDesk(settings, postgres, RecordKeys.recordings(settings));
            } catch (RuntimeException e) {
                postgres.close();
                throw e;
            }
        } catch (DatabaseUnavailable e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private static Postgres connect(Settings settings) throws InterruptedException {
        var database = settings.database();
        if (database.url().isEmpty()) {
            if (!Files.isDirectory(settings.data().resolve("postgres"))) {
                throw new StartRefused(
                        "there are no records in \"%s\" yet; start the server once (./parley serve), or name its folder with --data"
                                .formatted(settings.data()));
            }
            return Postgres.visiting(settings.data(), Meters.NONE);
        }
        var password =
                database.password()
                        .orElseThrow(() ->
                                new StartRefused(
                                        "setting \"database.url\" is given without \"database.password\"; set PARLEY_DATABASE_PASSWORD"));
        return Postgres.visiting(
                database.url().get(), database.user(), password, settings.data(), Meters.NONE);
    }

    public CallRecords calls() {
        return postgres.callRecords();
    }

    public Recordings recordings() {
        return recordings;
    }

    public Postgres postgres() {
        return postgres;
    }

    /// Removes what is too old by the settings.
    public Removal removal() {
        return new Removal(
                postgres.retention(),
                recordings,
                settings.data(),
                settings.retention(),
                Clock.systemUTC(),
                Meters.NONE);
    }

    /// A name under which receipts know a person, without a way back: HMAC-SHA-256 under a secret
    /// of this server.
    String receiptHash(String subject) throws IOException {
        var secret =
                KeyFile.openOrMake(settings.data().resolve("keys").resolve("receipts.keys"))
                        .ring()
                        .active()
                        .text();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    /// The folder of everything the server keeps.
    public Path data() {
        return settings.data();
    }

    /// Who is meant by an id ("12"), a subject ("customer:12") or a number ("+14155550123").
    ///
    /// @param agent in whose tables to look
    public Person person(String given, String agent) throws SQLException {
        var plugin = plugin(agent);
        var people = plugin.people(postgres.database(agent));
        boolean isOutOfReach = people.isEmpty() && plugin.migrations().isPresent();
        var name = given.matches("\\d+") ? "customer:" + given : given;
        if (people.isPresent()) {
            var known = people.get().find(name);
            if (known.isPresent()) {
                return new Person(
                        Sensitive.of(known.get().subject()),
                        known.get().phones(),
                        people,
                        true,
                        false);
            }
        }
        return new Person(Sensitive.of(name), List.of(), people, false, isOutOfReach);
    }

    /// The plug-in that is called so, or the one of a team that keeps people.
    private AgentPlugin plugin(String agent) {
        var plugins = Teams.plugins();
        var own = plugins.stream().filter(plugin -> plugin.name().equals(agent)).findFirst();
        if (own.isPresent()) {
            return own.get();
        }
        var closed = new ClosedPlugins(plugins, Map.of());
        var members =
                settings.teams().stream()
                        .map(file -> Teams.read(file, closed))
                        .filter(team -> team.name().equals(agent))
                        .flatMap(team -> team.members().stream())
                        .toList();
        var keeping =
                plugins.stream()
                        .filter(plugin ->
                                members.contains(plugin.name()) && plugin.migrations().isPresent())
                        .toList();
        if (members.isEmpty()) {
            throw new StartRefused(
                    "there is no agent \"%s\"; name one with --agent".formatted(agent));
        }
        if (keeping.size() != 1) {
            throw new StartRefused(
                    "expected one agent with tables of its own in team \"%s\", got %s; name one with --agent"
                            .formatted(agent, keeping.stream().map(AgentPlugin::name).toList()));
        }
        return keeping.getFirst();
    }

    @Override
    public void close() {
        postgres.close();
    }
}
