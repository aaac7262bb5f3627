package dev.parley.it.faults;

import dev.parley.agents.garage.DemoCustomers;
import dev.parley.agents.garage.GaragePlugin;
import dev.parley.call.CallSite;
import dev.parley.call.Switchboard;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Phrases;
import dev.parley.call.cost.Costs;
import dev.parley.call.journal.ConversationContent;
import dev.parley.call.media.FixedSentences;
import dev.parley.call.media.PacingWheels;
import dev.parley.call.media.Recordings;
import dev.parley.dialog.Database;
import dev.parley.meter.Meters;
import dev.parley.store.Postgres;
import dev.parley.store.PostgresCallStore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// The garage answers calls: its flow, its tools, switchboard, records and recordings as in a
/// server. It is Saturday, November 21 2026, noon in Chicago, unless the test has a clock of its
/// own. Does not close the database.
final class Office implements AutoCloseable {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T18:00:00Z"), ZoneOffset.UTC);

    final Postgres postgres;
    final Database books;
    final PostgresCallStore records;
    final Switchboard board;
    private final PacingWheels wheels;
    private final ScheduledExecutorService loop =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("line").daemon().factory());
    private final Kept kept;

    Office(
            Postgres postgres,
            Meters meters,
            @Nullable Recordings recordings,
            Clock clock,
            Watcher watcher)
            throws SQLException {
        this.postgres = postgres;
        var plugin = new GaragePlugin();
        postgres.migrate(plugin.name(), plugin.migrations().orElseThrow());
        books = postgres.database(plugin.name());
        DemoCustomers.insert(books);
        records = postgres.callStore();
        kept = new Kept(records, watcher);
        wheels = new PacingWheels(1, meters);
        var agent = plugin.open(books);
        board =
                new Switchboard(
                        new CallSite(
                                Map.of(agent.name(), agent),
                                agent.name(),
                                null,
                                new ShortVoice(watcher),
                                FixedSentences.NONE,
                                null,
                                _ -> new Deaf(),
                                kept,
                                meters,
                                wheels::mine,
                                recordings,
                                true,
                                null,
                                new ConversationContent(
                                        ConversationSettings.defaults(), Phrases.english()),
                                10,
                                8,
                                clock,
                                "hash",
                                Costs.uncounted()));
    }

    Office(Postgres postgres, Meters meters) throws SQLException {
        this(postgres, meters, null, NOON, Watcher.NONE);
    }

    /// Calls from the number of a customer of the garage with one car.
    Caller call() throws InterruptedException {
        return Caller.call(board, loop, kept, "+12125550147");
    }

    long count(String table) throws SQLException {
        return Long.parseLong(one("SELECT count(*) FROM " + table));
    }

    String one(String sql) throws SQLException {
        return books.inTransaction(connection -> {
            try (var query = connection.createStatement();
                    var rows = query.executeQuery(sql)) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        });
    }

    @Override
    public void close() {
        board.close();
        wheels.close();
        loop.shutdownNow();
    }
}
