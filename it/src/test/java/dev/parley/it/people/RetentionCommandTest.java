package dev.parley.it.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `./parley retention` and `./parley keys` on one data folder.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RetentionCommandTest {
    private Path data;
    private Kept server;

    @BeforeAll
    void server(@TempDir Path folder) throws Exception {
        data = folder.resolve("data");
        server = Kept.open(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void each_class_goes_at_its_age_and_held_calls_stay() throws Exception {
        call("fresh", 2);
        call("silent", 40); // its sound is due
        call("wordless", 100); // its words too
        call("gone", 400); // all of it
        call("held", 500);
        Operator.types(data, "calls", "hold", "held", "--by", "court");

        var trial = json(Operator.types(data, "retention", "--now", "--dry-run", "--json"));
        assertThat(trial.path("recordings").asInt()).isEqualTo(3);
        assertThat(show("gone").exitCode()).as("after the trial").isZero();

        var removed = json(Operator.types(data, "retention", "--now", "--json"));
        assertThat(removed.path("recordings").asInt()).isEqualTo(3);
        assertThat(removed.path("bytes").asLong()).isGreaterThan(3 * 3 * Kept.RATE * 4);
        assertThat(removed.path("transcripts").asInt()).isEqualTo(2);
        assertThat(removed.path("records").asInt()).isEqualTo(1);

        assertThat(show("fresh").out()).contains("fresh words", "fresh.sealed, 3.0 s");
        assertThat(show("silent").out()).contains("silent words", "recording  removed on");
        assertThat(show("wordless").out())
                .contains("words      removed on", "answered in 403 ms")
                .doesNotContain("wordless words", "Zenobia", "phone=");
        assertThat(show("wordless").out()).as("figures stay").contains("#1        420");
        assertThat(server.rows("steps", "silent")).isEqualTo(1);
        assertThat(server.rows("steps", "wordless")).isZero();
        assertThat(server.rows("turn_sounds", "wordless")).isEqualTo(1);
        for (var table : List.of("steps", "turn_sounds", "call_sounds")) {
            assertThat(server.rows(table, "gone")).as(table).isZero();
            assertThat(server.rows(table, "held")).as(table).isEqualTo(1);
        }
        assertThat(show("gone").exitCode()).isEqualTo(1);
        assertThat(show("held").out()).contains("held words", "held.sealed, 3.0 s");
        var again = json(Operator.types(data, "retention", "--now", "--json"));
        assertThat(again.toString()).doesNotContainPattern("\":[1-9]");
    }

    @Test
    void rotated_keys_leave_every_recording_readable() throws Exception {
        call("locked", 1);
        var before = json(Operator.types(data, "keys", "list", "--json"));
        var old = before.path("active").asText();
        var rotated = json(Operator.types(data, "keys", "rotate", "--forget-old", "--json"));
        assertThat(rotated.path("active").asText()).isNotEqualTo(old).hasSize(16);
        assertThat(rotated.path("rewrapped").asInt()).isPositive();
        assertThat(rotated.path("unknown").asInt()).isZero();
        assertThat(rotated.path("recordings").has(old)).as("the old key is forgotten").isFalse();
        assertThat(show("locked").out()).contains("locked.sealed, 3.0 s");
    }

    @Test
    void key_file_that_others_can_read_stops_the_command_with_the_remedy() throws Exception {
        var file = data.resolve("keys/records.keys");
        var mine = Files.getPosixFilePermissions(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try {
            var refused = Operator.types(data, "calls");
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("chmod 600");
        } finally {
            Files.setPosixFilePermissions(file, mine);
        }
    }

    private Operator show(String call) {
        return Operator.types(data, "calls", "show", call);
    }

    private void call(String id, int daysAgo) throws Exception {
        server.call(id, Instant.now().minus(Duration.ofDays(daysAgo)), "+1555", "", id + " words");
    }

    private static JsonNode json(Operator operator) throws Exception {
        assertThat(operator.exitCode()).as(operator.err()).isZero();
        return new ObjectMapper().readTree(operator.out());
    }
}
