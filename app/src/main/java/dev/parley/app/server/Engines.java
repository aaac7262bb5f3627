package dev.parley.app.server;

import dev.parley.app.settings.SpeechSettings;
import dev.parley.audio.vad.LightVoiceActivity;
import dev.parley.audio.vad.NeuralVoiceActivity;
import dev.parley.audio.vad.VoiceActivity;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.media.FixedSentences;
import dev.parley.call.media.SparingDetector;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.ToneVoice;
import dev.parley.meter.Meters;
import dev.parley.providers.chain.VoiceChain;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Ears and voice of a server, opened once and shared by its calls.
///
/// @param recognizer null with scripted engines: a turn then has no words
public record Engines(
        @Nullable Recognizer recognizer,
        Synthesizer voice,
        IntFunction<VoiceActivity> voiceActivity)
        implements AutoCloseable {

    /// No speech engine: every sentence is a tone.
    static Engines scripted(SpeechSettings settings) {
        return new Engines(null, new ToneVoice(), detector(settings.vad()));
    }

    /// The detector of voice activity by setting.
    static IntFunction<VoiceActivity> detector(SpeechSettings.Vad vad) {
        return switch (vad) {
            case NEURAL -> _ -> new NeuralVoiceActivity();
            case LIGHT -> Engines::light;
        };
    }

    private static VoiceActivity light(int rate) {
        return new LightVoiceActivity(rate == 8000 ? 8000 : 16_000);
    }

    /// The detector for new calls: the light one while the event loop is late.
    IntFunction<VoiceActivity> sparing(
            SpeechSettings.Vad vad, Supplier<Duration> lag, IntSupplier calls, Meters meters) {
        return switch (vad) {
            case LIGHT -> voiceActivity;
            case NEURAL -> new SparingDetector(voiceActivity, Engines::light, lag, calls, meters);
        };
    }

    /// The voice of sentences that are kept: the first one alone, because one that took over would
    /// be kept too.
    Synthesizer keptVoice() {
        return voice instanceof VoiceChain chain ? chain.first() : voice;
    }

    /// Renders what is said in most calls.
    FixedSentences render(Collection<String> sentences) throws InterruptedException {
        return FixedSentences.render(sentences, Set.of(Codec.MULAW_8K, Codec.PCM_24K), keptVoice());
    }

    @Override
    public void close() {
        voice.close();
        if (recognizer != null) {
            recognizer.close();
        }
    }
}
