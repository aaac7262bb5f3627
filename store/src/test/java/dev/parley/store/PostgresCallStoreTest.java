package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.EndReason;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import dev.parley.meter.Meters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedPostgres.class)
final class PostgresCallStoreTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path path;

    private final CountingMeters meters = new CountingMeters();

    private static CallRecord.Used used(
            int turn, Use.Unit unit, long amount, @Nullable String dollars) {
        return new CallRecord.Used(
                turn,
                new Use("vendor", "big-1", unit, amount, false),
                dollars == null ? null : Money.of(dollars));
    }

    @Test
    void costs_are_added_up_by_call_and_agent(SharedPostgres.Shared shared) throws Exception {
        try (var store = open(shared, path)) {
            for (var call : List.of("spent-1", "spent-2")) {
                store.append(Entries.opened(call));
                for (int turn = 0; turn < 3; turn++) {
                    store.append(Entries.used(call, turn, Use.Unit.SPOKEN_CHARACTERS, 10, "0.001"));
                    store.append(Entries.used(call, turn, Use.Unit.HEARD_MILLIS, 5, null));
                }
                // A line that is read again after a crash changes nothing.
                store.append(Entries.used(call, 2, Use.Unit.SPOKEN_CHARACTERS, 10, "0.001"));
                store.append(Entries.closed(call));
            }
            assertThat(store.flush(LIMIT)).isTrue();
        }
        var records = shared.postgres().callRecords();
        assertThat(records.spending(List.of("spent-1", "nobody")))
                .containsExactly(
                        new Spending(
                                "spent-1",
                                "garage",
                                new Use("vendor", "big-1", Use.Unit.HEARD_MILLIS, 15, false),
                                null,
                                true),
                        new Spending(
                                "spent-1",
                                "garage",
                                new Use("vendor", "big-1", Use.Unit.SPOKEN_CHARACTERS, 30, false),
                                Money.of("0.003"),
                                false));
        assertThat(records.spentSince(Entries.NOON).get("garage"))
                .isGreaterThanOrEqualTo(Money.of("0.006"));
        assertThat(records.spentSince(Entries.NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void whole_call_is_read_back_as_it_was(SharedPostgres.Shared shared) throws Exception {
        try (var store = open(shared, path)) {
            Entries.wholeCall("whole").forEach(store::append);
            assertThat(store.flush(LIMIT)).isTrue();
        }
        assertThat(new JournalFolder(path).segments()).as("nothing lies about").isEmpty();
        var call = shared.postgres().callRecords().find("whole").orElseThrow();
        assertThat(call.header())
                .isEqualTo(
                        new CallRecord.Header(
                                "whole",
                                "default",
                                "garage",
                                "3",
                                "ab12",
                                "en-US",
                                "twilio",
                                "CA-whole",
                                Sensitive.of("+4930123456"),
                                "+4930987654",
                                Entries.NOON,
                                Entries.NOON.plusSeconds(9),
                                EndReason.COMPLETED,
                                "booked",
                                "recordings/a.wav",
                                Sensitive.of("+4930123456"),
                                null,
                                null,
                                null));
        assertThat(call.turns())
                .containsExactly(
                        agentTurn(1, "Hello, what can I do for you?", "Hello, what can"),
                        new CallRecord.Turn(
                                1,
                                CallRecord.Who.CALLER,
                                Entries.NOON.plusSeconds(2),
                                Sensitive.of("an oil change"),
                                Sensitive.of("an oil change"),
                                true,
                                false,
                                false,
                                new TurnTimes(900, 1900, 2200, 2240, -1),
                                new ReplyLatency(300, 40, 2, 60, 1, 403),
                                Entries.turnSound(1)),
                        agentTurn(2, "That time is taken.", "That time is taken."));
        assertThat(call.events())
                .containsExactly(
                        new CallRecord.Event(
                                "slot",
                                Entries.NOON.plusSeconds(3),
                                Sensitive.of(
                                        "{\"sure\": true, \"tries\": 1, \"service\": \"oil\"}"),
                                false));
        assertThat(call.toolCalls())
                .containsExactly(
                        new CallRecord.ToolCall(
                                7,
                                "book",
                                Entries.NOON.plusSeconds(4),
                                Sensitive.of("{\"day\": \"2026-11-23\"}"),
                                false,
                                "slot-taken",
                                Sensitive.of("{}"),
                                12));
        assertThat(call.sound()).isEqualTo(Entries.callSound());
        assertThat(call.uses())
                .containsExactly(
                        used(0, Use.Unit.SPOKEN_CHARACTERS, 29, "0.00000000029"),
                        used(1, Use.Unit.HEARD_MILLIS, 1000, "0.000128333333"),
                        used(1, Use.Unit.UNCOUNTED_ANSWERS, 1, null));
        assertThat(shared.postgres().callRecords().recent(1000)).contains(call.header());
        assertThat(shared.postgres().callRecords().find("nobody")).isEmpty();
        assertThat(call.toString()).doesNotContain("oil change", "4930123456", "2026-11-23\"");
    }

    @Test
    void rows_with_personal_data_name_their_subject(SharedPostgres.Shared shared) throws Exception {
        try (var store = open(shared, path)) {
            Entries.wholeCall("subject").forEach(store::append);
            assertThat(store.flush(LIMIT)).isTrue();
        }
        for (var table : List.of("turns", "events", "tool_calls")) {
            assertThat(
                            query(
                                    shared,
                                    "SELECT DISTINCT subject FROM parley."
                                            + table
                                            + " WHERE call = 'subject'"))
                    .as(table)
                    .containsExactly("+4930123456");
        }
    }

    @Test
    void open_call_of_a_dead_run_is_closed_at_the_time_of_its_last_sign(
            SharedPostgres.Shared shared) throws Exception {
        var elsewhere = path.resolve("other-node");
        try (var other = open(shared, elsewhere);
                var dead = open(shared, path.resolve("node"))) {
            other.append(Entries.opened("elsewhere"));
            assertThat(other.flush(LIMIT)).isTrue();
            dead.append(Entries.opened("orphan"));
            dead.append(Entries.agentTurn("orphan", 1, "Hello.", "Hello."));
            dead.append(Entries.opened("finished"));
            dead.append(Entries.closed("finished"));
        }
        try (var store = open(shared, path.resolve("node"))) {
            store.append(Entries.opened("alive"));
            assertThat(store.flush(LIMIT)).isTrue();
            assertThat(store.closeOrphans()).isEqualTo(1);
            assertThat(store.closeOrphans()).isEqualTo(0);
        }
        var orphan = header(shared, "orphan");
        assertThat(orphan.endReason()).isEqualTo(EndReason.SERVER_DIED);
        assertThat(orphan.endedAt()).isEqualTo(Entries.NOON.plusSeconds(1));
        assertThat(header(shared, "finished").endReason()).isEqualTo(EndReason.COMPLETED);
        assertThat(header(shared, "alive").endReason()).isNull();
        assertThat(header(shared, "elsewhere").endReason()).as("another server's call").isNull();
    }

    @Test
    void second_store_on_the_folder_is_refused(SharedPostgres.Shared shared) {
        try (var _ = open(shared, path)) {
            assertThatThrownBy(() -> open(shared, path))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void entry_that_does_not_fit_is_put_aside_and_the_others_are_stored(
            SharedPostgres.Shared shared) throws Exception {
        try (var store = open(shared, path)) {
            store.append(Entries.opened("misfit"));
            store.append(Entries.note("misfit", 0));
            store.append(Entries.opened(noise(20_000))); // no index takes such a key
            store.append(Entries.note("misfit", 1));
            store.append(Entries.note("call-nobody-opened", 2));
            store.append(Entries.note("misfit", 3));
            assertThat(store.flush(LIMIT)).isTrue();
        }
        assertThat(numbers(shared, "misfit")).containsExactly(0, 1, 3);
        assertThat(meters.of("parley_journal_lost_total", "refused")).isEqualTo(2);
        assertThat(meters.of("parley_journal_stored_total")).isEqualTo(4);
        assertThat(Files.readAllLines(path.resolve("refused.jsonl")))
                .hasSize(2)
                .anyMatch(line -> line.contains("\"type\":\"opened\""))
                .anyMatch(line -> line.contains("call-nobody-opened"));
    }

    @Test
    void line_that_is_not_ours_is_put_aside(SharedPostgres.Shared shared) throws Exception {
        Files.writeString(
                path.resolve("journal-000000000001.jsonl"),
                "garbage\n" + JournalLine.write(Entries.opened("beside"), "run-0") + "\n{\"v\":1");
        try (var _ = open(shared, path)) {
            assertThat(header(shared, "beside").agent()).isEqualTo("garage");
            assertThat(new JournalFolder(path).segments()).as("cleared").containsExactly(2L);
        }
        assertThat(meters.of("parley_journal_lost_total", "torn")).isEqualTo(1);
        assertThat(Files.readString(path.resolve("refused.jsonl"))).isEqualTo("garbage\n");
    }

    @Test
    void caller_with_an_absurd_number_is_kept_without_a_subject(SharedPostgres.Shared shared)
            throws Exception {
        try (var store = open(shared, path)) {
            store.append(Entries.opened("absurd", noise(20_000)));
            assertThat(store.flush(LIMIT)).isTrue();
        }
        assertThat(header(shared, "absurd").caller().reveal()).hasSize(20_000);
    }

    @Test
    void connections_that_are_cut_lose_and_double_nothing(SharedPostgres.Shared shared)
            throws Exception {
        try (var store = open(shared, path)) {
            store.append(Entries.opened("cut"));
            for (var number = 0; number < 4_000; number++) {
                store.append(Entries.note("cut", number));
                if (number % 500 == 250) {
                    query(
                            shared,
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                    + " WHERE query LIKE '%journal_positions%'"
                                    + " AND pid <> pg_backend_pid()");
                    store.flush(Duration.ofMillis(60));
                }
            }
            assertThat(store.flush(LIMIT)).isTrue();
        }
        assertThat(numbers(shared, "cut")).isEqualTo(IntStream.range(0, 4_000).boxed().toList());
        assertThat(meters.of("parley_journal_stored_total")).isEqualTo(4_001);
    }

    @Test
    void database_that_goes_away_and_returns_has_everything_once() throws Exception {
        var folder = Files.createTempDirectory("parley-store");
        Files.move(Folders.fresh(), folder.resolve("postgres"));
        var first = Postgres.embedded(folder, Meters.NONE);
        var address = first.address();
        try (var store = PostgresCallStore.open(address, path, JournalLimits.DEFAULT, meters)) {
            store.append(Entries.opened("away"));
            store.append(Entries.note("away", 0));
            assertThat(store.flush(LIMIT)).isTrue();
            first.close();
            for (var number = 1; number < 500; number++) {
                store.append(Entries.note("away", number));
            }
            assertThat(store.flush(Duration.ofMillis(300))).as("stored nowhere").isFalse();
            try (var again = Postgres.embedded(folder, Meters.NONE)) {
                assertThat(again.address()).as("the same port").isEqualTo(address);
                assertThat(store.flush(LIMIT)).isTrue();
                assertThat(numbers(again.address(), "away"))
                        .isEqualTo(IntStream.range(0, 500).boxed().toList());
            }
            store.append(Entries.note("away", 500));
        }
        try (var again = Postgres.embedded(folder, Meters.NONE)) {
            try (var _ = PostgresCallStore.open(address, path, JournalLimits.DEFAULT, meters)) {
                assertThat(numbers(again.address(), "away"))
                        .as("what was appended while it was away is stored at the next start")
                        .hasSize(501);
            }
        } finally {
            Binaries.deleteTree(folder);
        }
    }

    @Test
    void killed_server_keeps_what_was_appended_a_second_before(SharedPostgres.Shared shared)
            throws Exception {
        var address = shared.address();
        try (var server =
                ChildJvm.start(
                        WriteUntilKilled.class,
                        address.url(),
                        address.user(),
                        address.password().reveal(),
                        path.toString(),
                        "killed")) {
            server.await("appended 200");
            var early = lastNumberAfter(server, Duration.ofMillis(500));
            lastNumberAfter(server, Duration.ofSeconds(1));
            server.kill();
            try (var store = open(shared, path)) {
                assertThat(numbers(shared, "killed"))
                        .startsWith(IntStream.rangeClosed(0, early).boxed().toArray(Integer[]::new))
                        .doesNotHaveDuplicates()
                        .isSorted();
                assertThat(store.closeOrphans()).isEqualTo(1);
            }
            assertThat(header(shared, "killed").endReason()).isEqualTo(EndReason.SERVER_DIED);
        }
    }

    private static String noise(int length) {
        return new Random(1)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// Follows what the child says for a while; the last number it appended.
    private static int lastNumberAfter(ChildJvm server, Duration time) throws Exception {
        var limit = System.nanoTime() + time.toNanos();
        var line = "";
        do {
            line = server.await("appended ");
        } while (System.nanoTime() < limit);
        return Integer.parseInt(line.substring("appended ".length()));
    }

    private PostgresCallStore open(SharedPostgres.Shared shared, Path folder) {
        return PostgresCallStore.open(shared.address(), folder, JournalLimits.DEFAULT, meters);
    }

    private static CallRecord.Turn agentTurn(int number, String said, String heard) {
        return new CallRecord.Turn(
                number,
                CallRecord.Who.AGENT,
                Entries.NOON.plusSeconds(1),
                Sensitive.of(said),
                Sensitive.of(heard),
                true,
                !said.equals(heard),
                false,
                null,
                null,
                null);
    }

    private static CallRecord.Header header(SharedPostgres.Shared shared, String call)
            throws SQLException {
        return shared.postgres().callRecords().find(call).orElseThrow().header();
    }

    private static List<Integer> numbers(SharedPostgres.Shared shared, String call)
            throws SQLException {
        return numbers(shared.address(), call);
    }

    private static List<Integer> numbers(DatabaseAddress address, String call) throws SQLException {
        return query(
                        address,
                        "SELECT \"values\" ->> 'number' FROM parley.events WHERE call = '"
                                + call
                                + "' ORDER BY id")
                .stream()
                .map(Integer::parseInt)
                .toList();
    }

    private static List<String> query(SharedPostgres.Shared shared, String sql)
            throws SQLException {
        return query(shared.address(), sql);
    }

    private static List<String> query(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = address.connect(30);
                var rows = connection.createStatement().executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
