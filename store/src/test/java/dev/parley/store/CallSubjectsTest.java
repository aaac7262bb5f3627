package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.compliance.Sensitive;
import dev.parley.meter.Meters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedPostgres.class)
final class CallSubjectsTest {
    private static final TurnTimes UNKNOWN = new TurnTimes(-1, -1, -1, -1, -1);
    private static final String ALL_SUBJECTS =
            """
            SELECT string_agg(subject, ' ' ORDER BY at, subject) FROM (
                SELECT subject, at FROM parley.turns WHERE call = ?
                UNION ALL SELECT subject, at FROM parley.events WHERE call = ?
                UNION ALL SELECT subject, at FROM parley.tool_calls WHERE call = ?) AS rows
            """;

    @TempDir Path path;

    @Test
    void caller_is_their_number_until_they_are_known(SharedPostgres.Shared shared)
            throws Exception {
        ship(shared, List.of(Entries.opened("nobody", "+4930111"), turn("nobody", 1)));
        assertThat(subjects(shared, "nobody")).isEqualTo("+4930111");
        assertThat(callSubject(shared, "nobody")).isEqualTo("+4930111");
        assertThat(callsAbout(shared, "+4930111")).containsExactly("nobody");
    }

    @Test
    void who_is_known_in_the_middle_owns_what_was_said_before_and_after(
            SharedPostgres.Shared shared) throws Exception {
        ship(
                shared,
                List.of(
                        Entries.opened("known", "+4930112"),
                        turn("known", 1),
                        Entries.note("known", 1),
                        concerns("known", "customer:7"),
                        Entries.toolCalled("known", "{}")));
        assertThat(subjects(shared, "known")).isEqualTo("customer:7 customer:7 customer:7");
        assertThat(callSubject(shared, "known")).isEqualTo("customer:7");
        assertThat(callsAbout(shared, "customer:7")).containsExactly("known");
        assertThat(callsAbout(shared, "+4930112"))
                .as("still their number")
                .containsExactly("known");
    }

    @Test
    void call_about_two_people_is_found_under_both_and_keeps_whose_words_are_whose(
            SharedPostgres.Shared shared) throws Exception {
        ship(
                shared,
                List.of(
                        Entries.opened("two", "+4930113"),
                        turn("two", 1),
                        concerns("two", "customer:8"),
                        turn("two", 2),
                        concerns("two", "customer:9"),
                        concerns("two", "customer:9"),
                        turn("two", 3)));
        assertThat(subjects(shared, "two")).isEqualTo("customer:8 customer:8 customer:9");
        assertThat(callsAbout(shared, "customer:8")).containsExactly("two");
        assertThat(callsAbout(shared, "customer:9")).containsExactly("two");
    }

    @Test
    void withheld_number_is_nobody_until_somebody_is_known(SharedPostgres.Shared shared)
            throws Exception {
        ship(shared, List.of(Entries.opened("withheld", ""), turn("withheld", 1)));
        assertThat(subjects(shared, "withheld")).isNull();
        ship(shared, List.of(concerns("withheld", "customer:10")));
        assertThat(subjects(shared, "withheld")).isEqualTo("customer:10");
    }

    @Test
    void name_that_no_index_takes_is_set_aside(SharedPostgres.Shared shared) throws Exception {
        ship(
                shared,
                List.of(
                        Entries.opened("endless", "+4930114"),
                        concerns("endless", "x".repeat(5_000)),
                        turn("endless", 1)));
        assertThat(subjects(shared, "endless")).isEqualTo("+4930114");
        assertThat(Files.readString(path.resolve("refused.jsonl"))).contains("\"concerns\"");
    }

    private static Entry turn(String call, int number) {
        return new Entry.Facts(
                call,
                Entries.NOON.plusSeconds(number),
                new Fact.CallerTurn(number, Sensitive.of("words " + number), false, UNKNOWN));
    }

    private static Entry concerns(String call, String subject) {
        return new Entry.Concerns(call, Instant.EPOCH, subject);
    }

    private void ship(SharedPostgres.Shared shared, List<Entry> entries) throws Exception {
        try (var store =
                PostgresCallStore.open(
                        shared.address(), path, JournalLimits.DEFAULT, Meters.NONE)) {
            entries.forEach(store::append);
            assertThat(store.flush(Duration.ofSeconds(20))).isTrue();
        }
    }

    private static List<String> callsAbout(SharedPostgres.Shared shared, String subject)
            throws SQLException {
        var filter =
                new CallFilter(
                        Optional.empty(),
                        Optional.of("garage"),
                        Optional.empty(),
                        List.of(Sensitive.of(subject)),
                        10);
        var ids = new ArrayList<String>();
        shared.postgres().callRecords().list(filter).forEach(call -> ids.add(call.id()));
        return ids;
    }

    private static String callSubject(SharedPostgres.Shared shared, String call)
            throws SQLException {
        var subject = shared.postgres().callRecords().find(call).orElseThrow().header().subject();
        return subject == null ? "" : subject.reveal();
    }

    private static String subjects(SharedPostgres.Shared shared, String call) throws SQLException {
        try (var connection = shared.address().connect(30);
                var statement = connection.prepareStatement(ALL_SUBJECTS)) {
            for (var i = 1; i <= 3; i++) {
                statement.setString(i, call);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
