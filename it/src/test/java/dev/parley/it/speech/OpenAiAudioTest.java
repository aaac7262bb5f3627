package dev.parley.it.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.net.Network;
import dev.parley.providers.openai.OpenAiVoice;
import dev.parley.providers.openai.OpenAiVoiceSettings;
import dev.parley.providers.openai.TranscriptionProfile;
import dev.parley.providers.openai.TranscriptionRecognizer;
import dev.parley.providers.openai.TranscriptionSettings;
import dev.parley.providers.openai.VoiceProfile;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.script.ToneSpeech;
import dev.parley.sim.vendor.script.VendorScript;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Our clients of `/v1/audio/…` and the simulated vendor, which were written from the documents by
/// different hands.
final class OpenAiAudioTest {
    private static final Optional<Secret> KEY = Optional.of(Secret.of("sim-key"));
    private static final int UTTERANCE_MILLIS = 1500;

    private final Vendors vendors =
            Vendors.start(
                    VendorScript.parse(
                            """
                            hears: {by: tone, utterances: [I need a brake check, tomorrow]}
                            delays: {slow-first-byte: 20ms, too-slow: 5ms}
                            """));
    private final Network network = Network.open(1);

    @AfterEach
    void closes() {
        network.close();
        vendors.close();
    }

    private Recognizer recognizer(boolean streams) {
        return TranscriptionRecognizer.open(
                TranscriptionSettings.of(TranscriptionProfile.OPENAI, KEY)
                        .at(vendors.url("openai") + "/v1")
                        .streaming(streams),
                network,
                Meters.NONE);
    }

    private Synthesizer voice() {
        return OpenAiVoice.open(
                OpenAiVoiceSettings.of(VoiceProfile.OPENAI, KEY).at(vendors.url("openai") + "/v1"),
                network,
                Meters.NONE);
    }

    private static String hear(Recognizer recognizer, int utterance) throws Exception {
        var end = new CompletableFuture<String>();
        try (var call =
                recognizer.open(
                        new Recognizer.Listener() {
                            @Override
                            public void partialWords(long number, String words) {}

                            @Override
                            public void finalWords(long number, String words) {
                                end.complete(words);
                            }

                            @Override
                            public void failed(long number, ProviderFailure failure) {
                                end.complete("failed " + failure);
                            }
                        })) {
            var sound = ToneSpeech.utterance(utterance, UTTERANCE_MILLIS, 16_000);
            call.begin(1, Expectation.OPEN);
            for (int at = 0; at < sound.length; at += 320) {
                call.audio(sound, at, Math.min(320, sound.length - at));
            }
            call.finish(1);
            return end.get(60, TimeUnit.SECONDS);
        }
    }

    private static String speak(Synthesizer voice, AtomicInteger samples) throws Exception {
        var end = new CompletableFuture<String>();
        var _ =
                voice.speak(
                        "Grüß Gott.",
                        new Synthesizer.Listener() {
                            @Override
                            public void audio(short[] sound, int offset, int count) {
                                samples.addAndGet(count);
                            }

                            @Override
                            public void done() {
                                end.complete("done");
                            }

                            @Override
                            public void failed(ProviderFailure failure) {
                                end.complete("failed " + failure);
                            }
                        });
        return end.get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void speech_is_heard_whole_or_in_events(boolean streams) throws Exception {
        try (var recognizer = recognizer(streams)) {
            assertThat(hear(recognizer, 1)).isEqualTo("i need a brake check");
        }
        assertThat(vendors.requests("openai", Stage.STT).getFirst().audioBytes())
                .isEqualTo(2 * 16 * UTTERANCE_MILLIS);
        assertThat(vendors.violations()).isEmpty();
    }

    @Test
    void sentence_is_spoken_to_its_last_sample() throws Exception {
        var samples = new AtomicInteger();
        try (var voice = voice()) {
            assertThat(speak(voice, samples)).isEqualTo("done");
        }
        // The simulated voice takes 50 ms for a character.
        assertThat(samples).hasValue(10 * 50 * 24);
        assertThat(vendors.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, failed KEY",
        "429, failed RATE",
        "429@request1:quota, failed QUOTA",
        "5xx@request1:503, failed OVERLOADED",
        "5xx@request1:500, failed ENGINE",
        "slow-first-byte, done",
        "cut, failed NETWORK",
        "split-utf8, done",
        "zero-bytes, failed ENGINE",
        "too-fast, done",
        "too-slow, done",
    })
    void every_fault_of_a_voice_has_its_name(String fault, String end) throws Exception {
        vendors.fault("tts:" + (fault.contains("@") ? fault : fault + "@request1"));
        try (var voice = voice()) {
            assertThat(speak(voice, new AtomicInteger())).isEqualTo(end);
            assertThat(speak(voice, new AtomicInteger())).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, failed KEY",
        "429, failed RATE",
        "429@request1:quota, failed QUOTA",
        "5xx@request1:503, failed OVERLOADED",
        "slow-first-byte, tomorrow",
        "cut, failed NETWORK",
        "garbage@request1:0, failed PROTOCOL",
        "split-utf8, tomorrow",
        "zero-bytes, failed PROTOCOL",
        "duplicate, tomorrow",
        "too-slow, tomorrow",
    })
    void every_fault_of_a_recognizer_has_its_name(String fault, String end) throws Exception {
        vendors.fault("stt:" + (fault.contains("@") ? fault : fault + "@request1"));
        try (var recognizer = recognizer(true)) {
            assertThat(hear(recognizer, 2)).startsWith(end);
            assertThat(hear(recognizer, 2)).isEqualTo("tomorrow");
        }
    }
}
