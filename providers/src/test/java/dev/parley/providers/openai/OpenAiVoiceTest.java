package dev.parley.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.call.provider.ProviderEntry;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.HeardSound;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.contract.SynthesizerStage.Behaviour;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the sheet of the protocol says beyond the contract.
final class OpenAiVoiceTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static OpenAiVoiceStage stage() throws Exception {
        return new OpenAiVoiceStage(new Behaviour.Well(), LONG, LONG);
    }

    private static HeardSound speak(OpenAiVoiceStage stage, String text) {
        var heard = new HeardSound();
        var _ = stage.voice().speak(text, heard);
        return heard;
    }

    @Test
    void request_says_what_is_wanted_and_nothing_else() throws Exception {
        try (var stage = stage();
                var voice = stage.voice()) {
            assertThat(speak(stage, "Grüß Gott.").awaitEnd()).isEqualTo("done");
            var request = stage.server().requests.getFirst();
            assertThat(request.head()).startsWith("POST /v1/audio/speech HTTP/1.1");
            assertThat(request.header("authorization")).isEqualTo("Bearer " + OpenAiVoiceStage.KEY);
            assertThat(JSON.readTree(request.body()))
                    .isEqualTo(
                            JSON.readTree(
                                    "{\"model\":\"gpt-4o-mini-tts\",\"input\":\"Grüß Gott.\","
                                            + "\"voice\":\"alloy\",\"response_format\":\"pcm\"}"));
            assertThat(voice.rate()).isEqualTo(24_000);
        }
    }

    @Test
    void header_of_a_wav_stream_is_no_sound() throws Exception {
        try (var stage = stage();
                var _ = stage.voice()) {
            stage.contentType = "audio/wav";
            stage.header = OpenAiVoiceStage.wavHeader(24_000);
            var heard = speak(stage, "Nine o'clock.");
            assertThat(heard.awaitEnd()).isEqualTo("done");
            assertThat(heard.values()).containsExactly(stage.sampleOf("Nine o'clock.").getAsInt());
        }
    }

    @Test
    void wav_of_another_rate_is_refused_instead_of_spoken_too_fast() throws Exception {
        try (var stage = stage();
                var _ = stage.voice()) {
            stage.contentType = "audio/wav";
            stage.header = OpenAiVoiceStage.wavHeader(16_000);
            assertThat(speak(stage, "Nine o'clock.").awaitEnd()).isEqualTo("failed PROTOCOL");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"audio/mpeg", "application/json", "text/html", "audio/ogg; codecs=opus"})
    void sound_that_cannot_be_decoded_is_refused(String type) throws Exception {
        try (var stage = stage();
                var _ = stage.voice()) {
            stage.contentType = type;
            assertThat(speak(stage, "Nine.").awaitEnd()).isEqualTo("failed PROTOCOL");
        }
    }

    @Test
    void answer_without_sound_is_a_failure() throws Exception {
        var server =
                new RawServer((_, peer) -> {
                    peer.streams("audio/pcm");
                    peer.endOfStream();
                });
        try (server;
                var plugin = new OpenAiPlugin();
                var voice = plugin.voice(entry("kokoro", server, Map.of()), Meters.NONE)) {
            var heard = new HeardSound();
            var _ = voice.speak("Nine.", heard);
            assertThat(heard.awaitEnd()).isEqualTo("failed ENGINE");
        }
    }

    @Test
    void long_text_takes_requests_after_each_other() throws Exception {
        var inputs = new ArrayList<String>();
        var server =
                new RawServer((request, peer) -> {
                    var body = JSON.readTree(request.body());
                    inputs.add(body.path("input").asText());
                    assertThat(body.path("sample_rate").asInt()).isEqualTo(8000);
                    peer.streams("audio/pcm");
                    peer.chunk(new byte[] {(byte) inputs.size(), 0, (byte) inputs.size(), 0});
                    peer.endOfStream();
                });
        try (server;
                var plugin = new OpenAiPlugin();
                var voice =
                        plugin.voice(
                                entry(
                                        "speaches",
                                        server,
                                        Map.of(
                                                "model",
                                                "m",
                                                "voice",
                                                "v",
                                                "format",
                                                "pcm-8k",
                                                "max-text",
                                                "12")),
                                Meters.NONE)) {
            var heard = new HeardSound();
            var _ = voice.speak("Your table is booked for nine.", heard);
            assertThat(heard.awaitEnd()).isEqualTo("done");
            assertThat(inputs).containsExactly("Your table ", "is booked ", "for nine.");
            assertThat(heard.values()).containsExactlyInAnyOrder(1, 2, 3);
        }
    }

    @Test
    void fields_that_only_a_server_knows_are_sent() throws Exception {
        try (var stage = stage();
                var plugin = new OpenAiPlugin();
                var voice =
                        plugin.voice(
                                entry(
                                        "kokoro",
                                        stage.server(),
                                        Map.of("fields", "{\"lang_code\":\"b\"}", "speed", "1.2")),
                                Meters.NONE)) {
            var heard = new HeardSound();
            var _ = voice.speak("Nine.", heard);
            assertThat(heard.awaitEnd()).isEqualTo("done");
            var body = JSON.readTree(stage.server().requests.getFirst().body());
            assertThat(body.path("lang_code").asText()).isEqualTo("b");
            assertThat(body.path("speed").asDouble()).isEqualTo(1.2);
            assertThat(body.path("voice").asText()).isEqualTo("af_heart");
        }
    }

    private static ProviderEntry entry(String name, RawServer server, Map<String, String> more) {
        var settings = new java.util.TreeMap<>(more);
        settings.put("url", server.url() + "/v1");
        return new ProviderEntry(name, settings, Optional.empty());
    }

    @Test
    void sound_that_begins_within_a_sample_or_a_header_is_put_together() {
        var stream = new SoundStream(24_000);
        var header = OpenAiVoiceStage.wavHeader(24_000);
        var out = new java.io.ByteArrayOutputStream();
        for (byte b : header) {
            out.writeBytes(stream.feed(new byte[] {b}));
        }
        out.writeBytes(stream.feed(new byte[] {1, 2, 3}));
        assertThat(out.toByteArray()).containsExactly(1, 2, 3);
        var bare = new SoundStream(24_000);
        assertThat(bare.feed("RI".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(bare.rest()).hasSize(2);
    }
}
