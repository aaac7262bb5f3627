package dev.parley.providers.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.providers.contract.HeardSound;
import dev.parley.providers.contract.Patience;
import dev.parley.providers.net.SoundFormat;
import org.junit.jupiter.api.Test;

final class AuraVoiceTest {
    @Test
    void upgrade_and_messages_are_as_the_protocol_wants() throws Exception {
        try (var stage = new AuraStage(SoundFormat.PCM_24K)) {
            var heard = new HeardSound();
            var _ = stage.voice().speak("Good \"morning\".", heard);
            assertThat(heard.awaitEnd()).isEqualTo("done");
            var upgrade = stage.server().requests.getFirst();
            assertThat(upgrade.head())
                    .startsWith(
                            "GET /v1/speak?model=aura-2-thalia-en&encoding=linear16"
                                    + "&sample_rate=24000 HTTP/1.1");
            assertThat(upgrade.header("authorization")).isEqualTo("Token dg-canary-4711");
            assertThat(stage.messages)
                    .containsExactly(
                            "{\"type\":\"Speak\",\"text\":\"Good \\\"morning\\\".\"}",
                            "{\"type\":\"Flush\"}");
            stage.voice().close();
        }
    }

    @Test
    void telephone_sound_is_asked_for_as_it_is() throws Exception {
        try (var stage = new AuraStage(SoundFormat.MULAW_8K)) {
            var heard = new HeardSound();
            var _ = stage.voice().speak("x", heard);
            assertThat(heard.awaitEnd()).isEqualTo("done");
            assertThat(stage.server().requests.getFirst().head())
                    .contains("encoding=mulaw&sample_rate=8000");
            assertThat(heard.samples()).isEqualTo(960);
            stage.voice().close();
        }
    }

    @Test
    void long_text_goes_in_messages_that_the_vendor_takes() throws Exception {
        var text = "word ".repeat(900).strip();
        try (var stage = new AuraStage(SoundFormat.PCM_24K)) {
            var heard = new HeardSound();
            var speaking = stage.voice().speak(text, heard);
            Patience.until("all came", () -> stage.messages.contains("{\"type\":\"Flush\"}"));
            var pieces = stage.messages.stream().filter(each -> each.contains("Speak")).toList();
            assertThat(pieces).hasSize(3).allMatch(each -> each.length() <= 2000 + 30);
            assertThat(
                            String.join(
                                    "",
                                    pieces.stream()
                                            .map(each ->
                                                    each.substring(
                                                            "{\"type\":\"Speak\",\"text\":\""
                                                                    .length(),
                                                            each.length() - 2))
                                            .toList()))
                    .isEqualTo(text);
            speaking.close();
            stage.voice().close();
        }
    }

    @Test
    void socket_flushes_no_more_than_the_vendor_allows_a_minute() throws Exception {
        try (var stage = new AuraStage(SoundFormat.PCM_8K)) {
            for (int i = 0; i < 45; i++) {
                var heard = new HeardSound();
                var _ = stage.voice().speak("Yes.", heard);
                assertThat(heard.awaitEnd()).isEqualTo("done");
            }
            assertThat(stage.server().accepted()).isGreaterThanOrEqualTo(3);
            stage.voice().close();
        }
    }
}
