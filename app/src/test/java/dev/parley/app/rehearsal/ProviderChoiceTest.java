package dev.parley.app.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.provider.ProviderPlugin.Stage;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProviderChoiceTest {
    @Test
    void local_is_nobody() {
        assertThat(ProviderChoice.parse("local")).isEqualTo(new ProviderChoice(false, Map.of()));
    }

    @Test
    void each_stage_goes_to_the_one_that_can_do_less_else() {
        var choice = ProviderChoice.parse("sim:openai+deepgram+cartesia");
        assertThat(choice.isSimulated()).isTrue();
        assertThat(choice.names())
                .containsEntry(Stage.HEARS, "deepgram")
                .containsEntry(Stage.SPEAKS, "cartesia")
                .containsEntry(Stage.THINKS, "openai");
    }

    @Test
    void stage_that_none_can_take_is_left_to_the_local_engines() {
        assertThat(ProviderChoice.parse("sim:cartesia").names())
                .isEqualTo(Map.of(Stage.SPEAKS, "cartesia"));
        assertThat(ProviderChoice.parse("deepgram").names())
                .isEqualTo(Map.of(Stage.HEARS, "deepgram", Stage.SPEAKS, "deepgram"));
    }

    @Test
    void unknown_name_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> ProviderChoice.parse("sim:deepgrm"))
                .hasMessageContaining("\"deepgrm\"")
                .hasMessageContaining("did you mean \"deepgram\"");
        assertThatThrownBy(() -> ProviderChoice.parse("sim:groq"))
                .hasMessageContaining("cartesia, deepgram, openai");
    }
}
