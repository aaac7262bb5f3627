package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.EndReason;
import dev.parley.meter.Meters;
import dev.parley.store.CallRecord;
import dev.parley.store.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `kill -9` in the middle of a booking.
@ExtendWith(Databases.class)
final class KilledServerTest {
    private static final int POINTS = 20;
    private static final String BOOKED = "Your appointment is booked";

    /// One line of what the child saw.
    private record Seen(long millis, String kind, String text) {
        static Optional<Seen> of(String line) {
            var words = line.split(" ", 4);
            return words.length == 4 && words[0].equals("saw")
                    ? Optional.of(new Seen(Long.parseLong(words[1]), words[2], words[3]))
                    : Optional.empty();
        }
    }

    @Test
    void booking_the_caller_was_told_of_survives_a_kill_at_each_of_twenty_points(Database database)
            throws Exception {
        var whole = untilKilled(database, Integer.MAX_VALUE);
        assertThat(whole).anyMatch(seen -> seen.text().startsWith(BOOKED));
        var killed = 0;
        for (var point :
                IntStream.range(0, POINTS).map(i -> 1 + i * whole.size() / POINTS).toArray()) {
            try (var connection = database.direct()) {
                connection.createStatement().execute("DELETE FROM garage.appointments");
            }
            killed += check(database, point, untilKilled(database, point));
        }
        assertThat(killed).as("calls that were open when the server died").isGreaterThan(14);
    }

    /// Starts a server, kills it when it saw so much, and gives what it saw.
    private static List<Seen> untilKilled(Database database, int point) throws Exception {
        try (var server =
                ChildJvm.start(
                        BookingChild.class,
                        database.data().toString(),
                        database.url(),
                        database.server().user(),
                        database.server().password().reveal())) {
            server.await("open");
            var count = 0;
            for (var line = ""; count < point && !line.equals("over"); ) {
                line = server.await("");
                count += line.startsWith("saw ") ? 1 : 0;
            }
            server.kill();
            return server.lines().stream().map(Seen::of).flatMap(Optional::stream).toList();
        }
    }

    /// The next start finds everything in order. 1 if it found the call open.
    private static int check(Database database, int point, List<Seen> seen) throws Exception {
        var call =
                seen.stream()
                        .filter(one -> one.kind().equals("Opened"))
                        .map(Seen::text)
                        .findFirst()
                        .orElseThrow();
        var booked = database.list("SELECT call_id FROM garage.appointments");
        assertThat(booked).as("at point %d of %s", point, seen).isSubsetOf(call).hasSizeLessThan(2);
        if (seen.stream().anyMatch(one -> one.text().startsWith(BOOKED))) {
            assertThat(booked).as("told at point %d", point).containsExactly(call);
        }
        try (var postgres = database.open(Meters.NONE)) {
            var open = postgres.callStore().closeOrphans();
            var record = postgres.callRecords().find(call);
            if (older(seen, "Opened") > 0) {
                assertThat(record).as("point %d", point).isPresent();
            }
            record.ifPresent(found -> assertRecord(found, seen, point));
            assertRecording(database.data(), call, seen);
            return open;
        }
    }

    private static void assertRecord(CallRecord record, List<Seen> seen, int point) {
        var closed = seen.stream().anyMatch(one -> one.kind().equals("Closed"));
        assertThat(record.header().endReason())
                .as("point %d", point)
                .isIn(
                        closed
                                ? List.of(EndReason.COMPLETED, EndReason.SERVER_DIED)
                                : List.of(EndReason.SERVER_DIED));
        assertThat(record.header().endedAt()).isAfterOrEqualTo(record.header().startedAt());
        var tools = record.toolCalls().stream().map(CallRecord.ToolCall::name).toList();
        var called =
                seen.stream()
                        .filter(one -> one.kind().equals("ToolCalled"))
                        .map(Seen::text)
                        .toList();
        // A call that was killed early may have kept none of them.
        assertThat(tools)
                .as("nothing twice, nothing out of order")
                .isEqualTo(called.subList(0, Math.min(tools.size(), called.size())));
        assertThat(tools).hasSizeGreaterThanOrEqualTo((int) older(seen, "ToolCalled"));
        var facts = record.turns().size() + record.events().size();
        assertThat((long) facts)
                .isBetween(
                        older(seen, "Facts"),
                        seen.stream().filter(one -> one.kind().equals("Facts")).count());
    }

    /// How many of a kind were appended a second or more before the last thing that was seen: those
    /// are promised to survive.
    private static long older(List<Seen> seen, String kind) {
        var last = seen.getLast().millis();
        return seen.stream()
                .filter(one -> one.kind().equals(kind) && last - one.millis() >= 1_000)
                .count();
    }

    private static void assertRecording(Path data, String call, List<Seen> seen)
            throws IOException {
        var lived = seen.getLast().millis() - seen.getFirst().millis();
        var recordings = BookingChild.recordings(data);
        try (var files = Files.walk(recordings.folder())) {
            var file =
                    files.filter(path -> path.endsWith(call + ".sealed"))
                            .map(path -> recordings.folder().relativize(path).toString())
                            .findFirst();
            if (lived > 3_000) {
                assertThat(file).isPresent();
                try (var sound = recordings.open(file.orElseThrow())) {
                    // Each second of sound is sealed at once; the last 0.6 s may still be cut.
                    assertThat(sound.duration().toMillis()).isGreaterThan(lived - 2_500);
                }
            }
        }
    }

    @Test
    void caller_was_told_the_truth_when_server_and_database_are_killed_together() throws Exception {
        var data = Files.createTempDirectory("parley-faults");
        try {
            String call;
            try (var server = ChildJvm.start(BookingChild.class, data.toString())) {
                server.await("open");
                call = server.await("saw").split(" ", 4)[3];
                var line = server.await("saw");
                while (!line.contains(BOOKED)) {
                    line = server.await("saw");
                }
                var postmaster = Postmaster.of(data);
                var children = postmaster.process().children().toList();
                server.kill();
                postmaster.process().destroyForcibly();
                children.forEach(ProcessHandle::destroyForcibly);
                postmaster.awaitEnd();
                for (var child : children) {
                    child.onExit().get(30, TimeUnit.SECONDS);
                }
            }
            try (var postgres = Postgres.embedded(data, Meters.NONE);
                    var office = new Office(postgres, Meters.NONE)) {
                assertThat(postgres.callStore().closeOrphans()).isEqualTo(1);
                assertThat(office.one("SELECT string_agg(call_id, ' ') FROM appointments"))
                        .isEqualTo(call);
                assertThat(postgres.callRecords().find(call).orElseThrow().header().endReason())
                        .isEqualTo(EndReason.SERVER_DIED);
            }
        } finally {
            Database.delete(data);
        }
    }

    @Test
    void calls_of_one_server_go_on_when_the_other_on_the_same_database_is_killed(Database database)
            throws Exception {
        var elsewhere = Files.createTempDirectory("parley-faults");
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE);
                var other =
                        ChildJvm.start(
                                BookingChild.class,
                                elsewhere.toString(),
                                database.url(),
                                database.server().user(),
                                database.server().password().reveal())) {
            other.await("open");
            var gone = other.await("saw").split(" ", 4)[3];
            var caller = office.call().until(Caller.DAY);
            other.kill();
            try (var again =
                    Postgres.at(
                            database.url(),
                            database.server().user(),
                            database.server().password(),
                            elsewhere,
                            Meters.NONE)) {
                again.callStore().closeOrphans();
                assertThat(office.records.flush(Duration.ofSeconds(20))).isTrue();
                assertThat(database.list("SELECT id FROM parley.calls WHERE ended_at IS NULL"))
                        .containsExactly(caller.id())
                        .doesNotContain(gone);
            }
            caller.press("1124");
            assertThat(caller.hearOut()).contains(BOOKED);
        } finally {
            Database.delete(elsewhere);
        }
    }
}
