package dev.parley.it.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.app.command.ParleyCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./parley replay` with an exported journal.
final class ReplayCommandTest {
    private static final Path KEPT = Path.of("src/test/resources/journals/version-1.jsonl");

    @TempDir private Path folder;

    private record Typed(int exitCode, String out, String err) {
        static Typed types(String... words) {
            var out = new StringWriter();
            var err = new StringWriter();
            int code = ParleyCommand.run(new PrintWriter(out), new PrintWriter(err), words);
            return new Typed(code, out.toString(), err.toString());
        }
    }

    @Test
    void call_is_told_as_it_went() throws Exception {
        var told = Typed.types("replay", "--file", KEPT.toString(), "--json");
        var json = new ObjectMapper().readTree(told.out());
        assertThat(json.path("timeline").findValuesAsText("text"))
                .anyMatch(line -> line.startsWith("Which day would you like?  ["))
                .anyMatch(line -> line.startsWith("nine thirty  ["));
        assertThat(told.exitCode()).isEqualTo(json.path("identical").asBoolean() ? 0 : 1);
    }

    @Test
    void first_step_that_differs_is_shown_beside_what_was_done_in_the_call() throws Exception {
        var lines = Files.readString(KEPT);
        var changed = folder.resolve("changed.jsonl");
        Files.writeString(
                changed,
                lines.replaceFirst(
                        "(\"n\":5,.*?\"did\":\")[^\"]*(\",\"sha\":\")[0-9a-f]*",
                        "$1speak 9.9$20000000000000000"));
        var told = Typed.types("replay", "--file", changed.toString());
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.out())
                .contains("different: step ", "in the call", "in the replay", "speak 9.9");
    }

    @Test
    void wrong_use_and_a_file_that_is_no_journal_are_told() throws Exception {
        assertThat(Typed.types("replay").exitCode()).isEqualTo(2);
        var other = Files.writeString(folder.resolve("other.jsonl"), "{\"v\":7}\n");
        var told = Typed.types("replay", "--file", other.toString());
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.err()).contains("expected the journal of a call");
        assertThat(Typed.types("replay", "--help").out())
                .contains("Examples:", "--against", "Exit codes");
    }
}
