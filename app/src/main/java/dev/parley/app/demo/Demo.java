package dev.parley.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agents.garage.Visit;
import dev.parley.agents.garage.Visits;
import dev.parley.app.caller.GarageWishes;
import dev.parley.app.server.Server;
import dev.parley.app.server.Storage;
import dev.parley.app.settings.Settings;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.compliance.Sensitive;
import dev.parley.sim.caller.garage.GarageWish;
import dev.parley.store.CallRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/// One demonstration: starts the server, lets one caller phone it, watches both sides, and looks
/// into the database at the end.
public final class Demo {
    private static final Duration FILED = Duration.ofSeconds(15);

    private final Settings settings;
    private final DemoScreen screen;
    private final AtomicInteger callerHeard = new AtomicInteger();
    private final List<Long> replyMillis = new ArrayList<>();
    private int agentHeard;
    private String callId = "";

    public Demo(Settings settings, DemoScreen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /// A demonstration that is over, with its server still running.
    public record Played(DemoResult result, Server server) {}

    /// Plays it. The server is left running on success, and closed if anything fails.
    ///
    /// @param seed draws the caller; empty for the next one who has not called yet
    public Played play(OptionalLong seed) throws InterruptedException, IOException, SQLException {
        long began = System.nanoTime();
        screen.say("starting the server (database, speech engines) ...");
        var watches = new ArrayList<CallWatch>();
        var server =
                Server.start(
                        settings,
                        store -> {
                            var watch = new CallWatch(store);
                            watches.add(watch);
                            return watch;
                        });
        try {
            long startMillis = (System.nanoTime() - began) / 1_000_000;
            screen.say(
                    "ready after %.1f s: calls @|bold %s|@, health and metrics @|bold %s|@"
                            .formatted(startMillis / 1000.0, server.mediaUrl(), server.opsUrl()));
            var result = call(server, watches.getFirst(), seed, startMillis);
            return new Played(result, server);
        } catch (RuntimeException | InterruptedException | IOException | SQLException e) {
            server.close();
            throw e;
        }
    }

    private DemoResult call(Server server, CallWatch watch, OptionalLong given, long startMillis)
            throws InterruptedException, IOException, SQLException {
        var storage =
                server.storage()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "the demonstration needs the local engines"));
        long seed = given.isPresent() ? given.getAsLong() : 1 + storage.calls().recent(1000).size();
        var wish = GarageWishes.draw(seed, Instant.now());
        screen.say(
                "caller %d, %s, was sent to book: @|bold %s|@ for the %s on @|bold %s|@ at @|bold %s|@%n"
                        .formatted(
                                seed,
                                wish.firstName(),
                                wish.service().replace('_', ' '),
                                wish.vehicle(),
                                wish.date(),
                                wish.time()));
        var callerSide = settings.data().resolve("recordings").resolve("caller-" + seed + ".wav");
        JsonNode outcome;
        try (var caller =
                new CallerProcess(
                        server.mediaUrl(),
                        seed,
                        settings.data().resolve("cache"),
                        callerSide,
                        this::callerTurn)) {
            follow(watch);
            outcome = caller.outcome();
        }
        storage.flush(FILED);
        return result(storage, wish, seed, outcome.path("call_ms").asLong(), startMillis);
    }

    private void callerTurn(JsonNode turn) {
        if (turn.path("who").asText().equals("agent") && !turn.path("words").asText().isEmpty()) {
            callerHeard.incrementAndGet();
        }
        screen.show(turn);
    }

    /// Shows the server's side until the call is closed.
    private void follow(CallWatch watch) throws InterruptedException {
        long patience = System.nanoTime() + Duration.ofMinutes(6).toNanos();
        while (System.nanoTime() < patience) {
            var entry = watch.next(1000);
            if (entry == null) {
                continue;
            }
            screen.show(entry);
            switch (entry) {
                case Entry.Opened opened -> callId = opened.callId();
                case Entry.Facts(_, _, Fact.CallerTurn turn) -> {
                    if (!turn.words().reveal().isEmpty()) {
                        agentHeard++;
                    }
                }
                case Entry.Replied replied -> replyMillis.add(replied.latency().total());
                case Entry.Facts _,
                        Entry.ToolCalled _,
                        Entry.Concerns _,
                        Entry.TurnSounded _,
                        Entry.Sounded _,
                        Entry.Used _,
                        Entry.Begun _,
                        Entry.Stepped _,
                        Entry.Defined _ -> {}
                case Entry.Closed _ -> {
                    return;
                }
            }
        }
    }

    private DemoResult result(
            Storage storage, GarageWish wish, long seed, long callMillis, long startMillis)
            throws SQLException, IOException {
        var record =
                storage.calls()
                        .find(callId)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "the call " + callId + " is not in the database"));
        var transcript = Transcript.write(record, settings.data().resolve("transcripts"));
        var booked = appointment(storage, wish);
        return new DemoResult(
                callId,
                seed,
                booked.isPresent(),
                booked.map(Demo::values).orElse(Map.of()),
                agentHeard,
                callerHeard.get(),
                replyMillis,
                callMillis,
                startMillis,
                recording(record),
                transcript);
    }

    private Path recording(CallRecord record) {
        var file = Optional.ofNullable(record.header().recording()).orElse("");
        return settings.data().resolve("recordings").resolve(file);
    }

    private static Optional<Visit> appointment(Storage storage, GarageWish wish)
            throws SQLException {
        return new Visits(storage.database("garage"))
                .ofPhone(Sensitive.of(wish.phone())).stream()
                        .filter(visit ->
                                visit.status().equals("scheduled")
                                        || visit.status().equals("confirmed"))
                        .filter(visit ->
                                visit.service().equals(wish.service())
                                        && visit.vehicle().equalsIgnoreCase(wish.vehicle())
                                        && visit.date().equals(wish.date())
                                        && visit.time().equals(wish.time()))
                        .findFirst();
    }

    private static Map<String, Object> values(Visit visit) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("appointment", visit.appointment());
        values.put("customer", visit.customer().reveal());
        values.put("vehicle", visit.vehicle());
        values.put("service", visit.service());
        values.put("date", visit.date().toString());
        values.put("time", visit.time().toString());
        values.put("bay", visit.bay());
        values.put("status", visit.status());
        return values;
    }
}
