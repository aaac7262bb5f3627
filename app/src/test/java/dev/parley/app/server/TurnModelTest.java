package dev.parley.app.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.speech.TurnJudge;
import dev.parley.call.speech.TurnJudgePlugin;
import dev.parley.meter.Meters;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnModelTest {
    private static final Path MODEL = Path.of("model.onnx");

    @Test
    void server_without_the_module_says_how_to_get_it() {
        assertThatThrownBy(() -> open(List.of()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("\"turns.endpointing.judge.model-path\"")
                .hasMessageContaining("./parley build onnx");
    }

    @Test
    void file_that_is_no_model_is_refused_in_the_modules_words() {
        assertThatThrownBy(() -> open(List.of(new Refusing())))
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "setting \"turns.endpointing.judge.model-path\": expected another file");
    }

    private static void open(List<TurnJudgePlugin> plugins) {
        TurnModel.open(MODEL, ConversationSettings.defaults(), Meters.NONE, plugins).close();
    }

    private static final class Refusing implements TurnJudgePlugin {
        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public TurnJudge open(Path model) {
            throw new IllegalArgumentException("expected another file");
        }
    }
}
