package dev.parley.it.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.app.records.Erasing;
import dev.parley.app.records.Person;
import dev.parley.app.records.RecordsDesk;
import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SettingsReader;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `./parley erase` on calls and customers of the garage.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EraseCommandTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T10:00:00Z");
    private static final String COMMON = "I would like to book an oil change please";

    private Path data;
    private Kept server;
    private int people;

    /// One test's person: three calls, one of them before she was known.
    private record Caller(String phone, String words) {}

    @BeforeAll
    void server(@TempDir Path folder) throws Exception {
        data = folder.resolve("data");
        server = Kept.open(data);
        server.call("his", MONDAY, "+14155550122", "customer:902", COMMON);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Caller caller() throws Exception {
        var number = ++people;
        var caller =
                new Caller(
                        "+1415777000" + number,
                        "my poodle number " + number + " chewed the yellow gear stick again");
        server.call("hers" + number, MONDAY, caller.phone, "customer:95" + number, caller.words);
        server.call("again" + number, MONDAY, caller.phone, "customer:95" + number, COMMON);
        server.call("early" + number, MONDAY, caller.phone, "", COMMON);
        return caller;
    }

    @Test
    void person_is_erased_beside_a_running_server_and_nothing_of_hers_is_found() throws Exception {
        var she = caller();
        var erased = erase(she);
        assertThat(erased.exitCode()).as(erased.err() + erased.out()).isZero();
        var result = json(erased);
        assertThat(result.path("calls").asInt()).isEqualTo(3);
        assertThat(result.at("/removed/recordings").asInt()).isEqualTo(3);
        assertThat(result.at("/removed/parley.calls").asInt()).isEqualTo(3);
        assertThat(result.at("/removed/parley.steps").asInt()).isEqualTo(3);
        assertThat(result.at("/removed/parley.turn_sounds").asInt()).isEqualTo(3);
        assertThat(result.at("/removed/parley.call_sounds").asInt()).isEqualTo(3);
        for (var table : List.of("steps", "turn_sounds", "call_sounds")) {
            assertThat(server.rows(table, "hers" + people)).as(table).isZero();
            assertThat(server.rows(table, "his")).as(table + " of another").isEqualTo(1);
        }
        assertThat(result.path("left")).isEmpty();
        assertThat(result.path("complete").asBoolean()).isTrue();
        assertThat(Operator.types(data, "calls", "show", "his").exitCode()).isZero();
        assertThat(Files.exists(data.resolve("recordings/2026-11-16/his.sealed"))).isTrue();

        var again = erase(she);
        assertThat(again.exitCode()).as("a second time").isEqualTo(1);
        assertThat(again.err()).contains("nobody is kept");
    }

    @Test
    void receipt_counts_and_names_nobody() throws Exception {
        var she = caller();
        var erased = erase(she);
        var receipt =
                text(
                        "SELECT operator || ' ' || subject_hash || ' ' || removed || ' ' || left_over"
                                + " FROM parley.erasures WHERE id = '%s'"
                                        .formatted(json(erased).path("receipt").asText()));
        assertThat(receipt).startsWith("data protection ").contains("\"parley.turns\": 9");
        assertThat(receipt + erased.out())
                .doesNotContain("Zenobia", she.phone.substring(5), "poodle", "customer:95");
    }

    @Test
    void trial_tells_and_removes_nothing() throws Exception {
        var she = caller();
        var trial = Operator.types(data, "erase", "--customer", she.phone, "--dry-run", "--json");
        assertThat(trial.exitCode()).isZero();
        assertThat(json(trial).at("/removed/calls").asInt()).isEqualTo(3);
        assertThat(json(trial).at("/removed/recordings").asInt()).isEqualTo(3);
        assertThat(Operator.types(data, "calls", "show", "hers" + people).exitCode()).isZero();
    }

    @Test
    void held_call_stays_and_the_command_says_so() throws Exception {
        var she = caller();
        Operator.types(data, "calls", "hold", "hers" + people);
        var erased = erase(she);
        assertThat(erased.exitCode()).isEqualTo(1);
        assertThat(json(erased).path("held").asInt()).isEqualTo(1);
        assertThat(json(erased).path("left")).isNotEmpty();
        assertThat(Operator.types(data, "calls", "show", "hers" + people).exitCode()).isZero();
        assertThat(Operator.types(data, "calls", "show", "again" + people).exitCode()).isEqualTo(1);
    }

    @Test
    void what_somebody_copied_elsewhere_is_found_and_told() throws Exception {
        var she = caller();
        execute("CREATE TABLE public.notes (note text, more jsonb)");
        try {
            var national = "(415) 777-000" + people;
            execute("INSERT INTO public.notes VALUES ('ring " + national + "', '{}')");
            execute("INSERT INTO public.notes VALUES ('', '{\"heard\": \"" + she.words + "\"}')");
            Files.writeString(data.resolve("todo.txt"), "the one with the POODLE");
            Files.writeString(data.resolve("export.txt"), "She said: " + she.words + ".");
            var erased = erase(she);
            assertThat(erased.exitCode()).isEqualTo(1);
            var left = json(erased).path("left");
            assertThat(left.path("public.notes").asInt()).isEqualTo(2);
            assertThat(left.path("files in export.txt").asInt()).isEqualTo(1);
            assertThat(left.size()).isEqualTo(2);
            assertThat(text("SELECT string_agg(left_over::text, '') FROM parley.erasures"))
                    .contains("public.notes");
        } finally {
            execute("DROP TABLE public.notes");
            Files.delete(data.resolve("export.txt"));
        }
    }

    @Test
    void person_is_erased_when_the_server_is_stopped_too() throws Exception {
        var she = caller();
        server.close();
        var erased = erase(she);
        server = Kept.open(data);
        assertThat(erased.exitCode()).as(erased.err() + erased.out()).isZero();
        assertThat(Operator.types(data, "calls", "show", "hers" + people).exitCode()).isEqualTo(1);
    }

    @Test
    void person_is_erased_with_the_rows_of_the_agent() throws Exception {
        var she = caller();
        var id =
                text(
                        "INSERT INTO customers (first_name, last_name, phone)"
                                + " VALUES ('Zenobia', 'Quartermain', '%s')".formatted(she.phone)
                                + " RETURNING customer_id::text");
        server.call("named", MONDAY, "", "customer:" + id, "this is Zenobia Quartermain speaking");
        var rows = new OneTablePeople(garage());
        try (var desk = desk()) {
            var known = rows.find("customer:" + id).orElseThrow();
            var person =
                    new Person(
                            Sensitive.of(known.subject()),
                            known.phones(),
                            Optional.of(rows),
                            true,
                            false);
            var result = new Erasing(desk, person).erase("me");
            assertThat(result.left()).isEmpty();
            assertThat(result.isComplete()).isTrue();
            assertThat(result.calls()).as("by subject and by number").isEqualTo(4);
            assertThat(result.removed()).containsEntry("agent's customers", 1);
        }
    }

    @Test
    void customer_of_the_garage_is_erased_by_id_with_name_and_number() throws Exception {
        var she = caller();
        var id =
                text(
                        "INSERT INTO customers (first_name, last_name, phone)"
                                + " VALUES ('Ottoline', 'Fairweather', '%s')".formatted(she.phone)
                                + " RETURNING customer_id::text");
        server.call("ottoline", MONDAY, "", "customer:" + id, "this is Ottoline Fairweather now");
        var erased = Operator.types(data, "erase", "--customer", id, "--agent", "garage", "--json");
        assertThat(erased.exitCode()).as(erased.err() + erased.out()).isZero();
        assertThat(json(erased).path("calls").asInt()).isEqualTo(4);
        assertThat(text("SELECT count(*)::text FROM customers WHERE first_name = 'Ottoline'"))
                .isEqualTo("0");
    }

    @Test
    void agent_that_cannot_erase_people_is_told_as_something_left() throws Exception {
        var she = caller();
        try (var desk = desk()) {
            var person =
                    new Person(Sensitive.of(she.phone), List.of(), Optional.empty(), false, true);
            var result = new Erasing(desk, person).erase("me");
            assertThat(result.calls()).isEqualTo(3);
            assertThat(result.isComplete()).isFalse();
            assertThat(result.left())
                    .containsOnlyKeys("tables of the agent, which has no way to erase people");
        }
    }

    private Operator erase(Caller caller) {
        return Operator.types(
                data, "erase", "--customer", caller.phone, "--by", "data protection", "--json");
    }

    private RecordsDesk desk() throws InterruptedException {
        var flags = Map.of("data", data.toString());
        return RecordsDesk.open(
                Settings.from(
                        new SettingsReader(flags, Map.of(), Optional.empty(), Optional.empty())));
    }

    private static JsonNode json(Operator operator) throws Exception {
        return new ObjectMapper().readTree(operator.out());
    }

    private String text(String sql) throws Exception {
        return garage().inTransaction(connection -> {
            try (var statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            }
        });
    }

    private void execute(String sql) throws Exception {
        garage().inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private Database garage() {
        return server.postgres().database("garage");
    }
}
