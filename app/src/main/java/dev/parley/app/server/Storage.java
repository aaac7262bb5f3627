package dev.parley.app.server;

import dev.parley.agents.garage.DemoCustomers;
import dev.parley.app.settings.Settings;
import dev.parley.app.team.OpenPlugins;
import dev.parley.app.team.Teams;
import dev.parley.call.media.Recordings;
import dev.parley.call.record.CallStore;
import dev.parley.dialog.Agent;
import dev.parley.dialog.AgentPlugin;
import dev.parley.dialog.Database;
import dev.parley.dialog.provider.Money;
import dev.parley.meter.Meters;
import dev.parley.store.CallRecords;
import dev.parley.store.Postgres;
import dev.parley.store.PostgresCallStore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database of a server with everything that lives in it: call records, and the agents with
/// tables of their own.
public final class Storage implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Storage.class);

    private final Postgres postgres;
    private final PostgresCallStore callStore;
    private final List<Agent> agents;

    private Storage(Postgres postgres, PostgresCallStore callStore, List<Agent> agents) {
        this.postgres = postgres;
        this.callStore = callStore;
        this.agents = List.copyOf(agents);
    }

    /// Opens the database, brings every schema up to date, closes calls that a dead server left
    /// open, opens the agents.
    static Storage open(Settings settings, Meters meters, List<AgentPlugin> plugins) {
        Postgres postgres;
        try {
            postgres = connect(settings, meters);
        } catch (RuntimeException e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
        try {
            var store = postgres.callStore(RecordKeys.of(settings));
            int left = store.closeOrphans();
            if (left > 0) {
                log.atWarn()
                        .addKeyValue("calls", left)
                        .log("closed calls that a dead server left open");
            }
            List<Agent> agents = new ArrayList<>();
            var open = new OpenPlugins();
            for (var plugin : plugins) {
                plugin.migrations().ifPresent(folder -> postgres.migrate(plugin.name(), folder));
                var database = postgres.database(plugin.name());
                var agent = plugin.open(database);
                agents.add(agent);
                open.add(plugin, agent, database);
            }
            settings.teams().forEach(file -> agents.add(Teams.read(file, open)));
            if (settings.demoCustomers()) {
                int added = DemoCustomers.insert(postgres.database("garage"));
                log.atInfo().addKeyValue("added", added).log("demo customers of the garage");
            }
            return new Storage(postgres, store, agents);
        } catch (RuntimeException | SQLException e) {
            postgres.close();
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private static Postgres connect(Settings settings, Meters meters) {
        var database = settings.database();
        if (database.url().isEmpty()) {
            return Postgres.embedded(settings.data(), meters);
        }
        var password =
                database.password()
                        .orElseThrow(() ->
                                new StartRefused(
                                        "setting \"database.url\" is given without \"database.password\"; set PARLEY_DATABASE_PASSWORD"));
        return Postgres.at(
                database.url().get(), database.user(), password, settings.data(), meters);
    }

    /// What removes old sound, words and records.
    Removal removal(Settings settings, Recordings recordings, Meters meters) {
        return new Removal(
                postgres.retention(),
                recordings,
                settings.data(),
                settings.retention(),
                Clock.systemUTC(),
                meters);
    }

    CallStore callStore() {
        return callStore;
    }

    List<Agent> agents() {
        return agents;
    }

    /// Why the database cannot be used now.
    Optional<String> trouble() {
        return postgres.ready();
    }

    /// Why call records cannot be written now.
    Optional<String> recordsTrouble() {
        return callStore.trouble();
    }

    /// What the calls of today (UTC) have cost, by agent.
    Map<String, Money> spentToday(Clock clock) {
        try {
            return calls().spentSince(
                            LocalDate.now(clock.withZone(ZoneOffset.UTC))
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (SQLException e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }

    /// The records of calls.
    public CallRecords calls() {
        return postgres.callRecords();
    }

    /// Waits until everything appended so far stands in the database.
    public boolean flush(Duration limit) throws InterruptedException {
        return callStore.flush(limit);
    }

    /// The tables of an agent.
    public Database database(String agent) {
        return postgres.database(agent);
    }

    @Override
    public void close() {
        postgres.close();
    }
}
