package dev.parley.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.parley.call.speech.TurnJudge;
import dev.parley.call.speech.TurnJudgePlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The weights are not in the repository: with `-Dparley.turn.model=` and their path these tests
/// run whole.
final class SmartTurnTest {
    private final TurnJudgePlugin plugin = new SmartTurnPlugin();

    @Test
    void plugin_is_found_by_whoever_asks_for_judges_of_turns() {
        assertThat(ServiceLoader.load(TurnJudgePlugin.class))
                .hasExactlyElementsOfTypes(SmartTurnPlugin.class);
    }

    @Test
    void probabilities_are_those_of_the_models_own_code() throws IOException {
        try (var judge = open()) {
            assertThat(judge.longest()).isEqualTo(Duration.ofSeconds(8));
            for (var golden : Golden.all()) {
                assertThat(judge.complete(golden.sound()))
                        .isCloseTo(golden.complete(), within(0.02));
            }
        }
    }

    @Test
    void missing_file_is_named_with_the_way_to_get_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plugin.open(Path.of("no-such.onnx")))
                .withMessageContaining("no-such.onnx")
                .withMessageContaining("pip download --no-deps pipecat-ai==1.14.0")
                .withMessageContaining(SmartTurnPlugin.KNOWN);
    }

    @Test
    void file_that_is_no_model_is_refused_with_the_way_to_get_one(@TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("model.onnx"), "no model");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plugin.open(file))
                .withMessageContaining("expected a model in the ONNX format at " + file)
                .withMessageContaining("pip download");
    }

    @Test
    void model_of_something_else_is_refused(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("other.onnx"), OtherModel.BYTES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plugin.open(file))
                .withMessageContaining("input_features");
    }

    private TurnJudge open() {
        var path = System.getProperty("parley.turn.model", "");
        assumeFalse(path.isEmpty(), "skipped: needs the weights, -Dparley.turn.model=PATH");
        return plugin.open(Path.of(path));
    }
}
