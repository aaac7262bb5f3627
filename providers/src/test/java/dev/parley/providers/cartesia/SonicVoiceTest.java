package dev.parley.providers.cartesia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.compliance.Secret;
import dev.parley.providers.contract.HeardSound;
import dev.parley.providers.contract.Patience;
import dev.parley.providers.contract.SynthesizerStage;
import org.junit.jupiter.api.Test;

final class SonicVoiceTest {
    @Test
    void request_has_what_the_protocol_wants_and_the_key_is_in_no_address() throws Exception {
        try (var stage = new SonicStage()) {
            var heard = new HeardSound();
            var _ = stage.voice().speak("Good morning.", heard);
            assertThat(heard.awaitEnd()).isEqualTo("done");
            var upgrade = stage.server().requests.getFirst();
            assertThat(upgrade.head())
                    .startsWith("GET /tts/websocket?cartesia_version=2026-03-01 HTTP/1.1");
            assertThat(upgrade.header("x-api-key")).isEqualTo("sk_car_canary");
            assertThat(new ObjectMapper().readTree(stage.messages.getFirst()))
                    .isEqualTo(
                            new ObjectMapper()
                                    .readTree(
                                            "{\"model_id\":\"sonic-3.5\",\"context_id\":\"s1\","
                                                    + "\"transcript\":\"Good morning.\","
                                                    + "\"continue\":false,\"voice\":{\"mode\":"
                                                    + "\"id\",\"id\":\"voice-1\"},\"language\":"
                                                    + "\"en\",\"output_format\":{\"container\":"
                                                    + "\"raw\",\"encoding\":\"pcm_s16le\","
                                                    + "\"sample_rate\":8000},\"add_timestamps\":"
                                                    + "true,\"max_buffer_delay_ms\":0}"));
            stage.voice().close();
        }
    }

    @Test
    void words_have_their_places_in_text_and_sound() throws Exception {
        try (var stage = new SonicStage()) {
            var heard = new HeardSound();
            var _ = stage.voice().speak("no no yes", heard);
            assertThat(heard.awaitEnd()).isEqualTo("done");
            assertThat(heard.words()).containsExactly("0-2 0-120", "3-5 180-300", "6-9 360-540");
            stage.voice().close();
        }
    }

    @Test
    void all_sentences_share_one_connection_opened_ahead() throws Exception {
        try (var stage = new SonicStage()) {
            Patience.until("the connection stands", () -> stage.busy() == 1);
            for (int i = 0; i < 5; i++) {
                var heard = new HeardSound();
                var _ = stage.voice().speak("Sentence " + i, heard);
                assertThat(heard.awaitEnd()).isEqualTo("done");
            }
            assertThat(stage.server().accepted()).isEqualTo(1);
            stage.voice().close();
        }
    }

    @Test
    void cancel_names_its_context() throws Exception {
        try (var stage = new SonicStage()) {
            stage.behave(new SynthesizerStage.Behaviour.Stalls(true));
            var heard = new HeardSound();
            var speaking = stage.voice().speak("Never mind.", heard);
            heard.awaitSound();
            speaking.close();
            Patience.until(
                    "the cancel came",
                    () -> stage.messages.contains("{\"context_id\":\"s1\",\"cancel\":true}"));
            stage.voice().close();
        }
    }

    @Test
    void settings_that_cannot_work_are_refused_without_the_key() {
        var good = SonicSettings.of(Secret.of("sk_car_canary"), "v", "en");
        assertThat(good.toString()).doesNotContain("canary");
        assertThatThrownBy(() -> SonicSettings.of(Secret.of("k"), " ", "en"))
                .hasMessageContaining("a voice");
        assertThatThrownBy(() -> good.at("wss://user@host")).hasMessageContaining("without user");
    }
}
