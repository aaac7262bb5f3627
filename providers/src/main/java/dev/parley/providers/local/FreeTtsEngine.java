package dev.parley.providers.local;

import com.sun.speech.freetts.FreeTTSSpeakableImpl;
import com.sun.speech.freetts.OutputQueue;
import com.sun.speech.freetts.Utterance;
import com.sun.speech.freetts.UtteranceProcessor;
import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import dev.parley.audio.Resampler;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// One FreeTTS voice. Renders on the calling thread: without an output queue FreeTTS speaks to its
/// audio player synchronously.
final class FreeTtsEngine implements SpeechEngine {
    static final int RATE = 16_000;

    /// Allocating two voices at the same time corrupts the tables that FreeTTS shares between them.
    private static final ReentrantLock ALLOCATING = new ReentrantLock();

    private final Voice voice;
    private final SoundCollector sound = new SoundCollector();
    private final FreeTtsWords words = new FreeTtsWords();

    FreeTtsEngine(FreeTtsSettings settings) {
        ALLOCATING.lock();
        try {
            voice = find(settings.voice());
            voice.setAudioPlayer(sound);
            // A queue of ours while allocating, none afterwards: no thread of FreeTTS comes to
            // life.
            voice.setOutputQueue(new OutputQueue());
            voice.allocate();
            voice.setOutputQueue(null);
        } finally {
            ALLOCATING.unlock();
        }
        voice.setRate(settings.wordsPerMinute());
        voice.setPitch(settings.pitchHertz());
        voice.setPitchRange(settings.pitchRangeHertz());
        addLast(voice.getUtteranceProcessors());
        warm();
    }

    /// The first sentence costs 100 ms of loading and compiling.
    private void warm() {
        try {
            speak("Your appointment is ready.");
        } catch (EngineFault fault) {
            throw new IllegalStateException("FreeTTS cannot speak", fault);
        }
    }

    @Override
    public void render(String text, BooleanSupplier cancelled, Output out) throws EngineFault {
        speak(text);
        words.found().forEach(out::word);
        short[] whole = at16kHz(sound.samples(), sound.rate());
        out.samples(whole, 0, whole.length);
    }

    private void speak(String text) throws EngineFault {
        sound.begin();
        words.begin(text);
        if (!voice.speak(new FreeTTSSpeakableImpl(text)) || sound.isOverfull()) {
            throw new EngineFault(
                    ProviderFailure.ENGINE,
                    "expected a sentence of words, at most %d s long; FreeTTS could not speak it"
                            .formatted(MAX_SECONDS));
        }
    }

    @Override
    public void close() {
        voice.deallocate();
    }

    @SuppressWarnings("unchecked") // FreeTTS is older than generics
    private void addLast(List<?> processors) {
        ((List<UtteranceProcessor>) processors).add(this::remember);
    }

    private void remember(Utterance utterance) {
        words.add(utterance, sound.millis());
    }

    private static Voice find(String name) {
        return Arrays.stream(new KevinVoiceDirectory().getVoices())
                .filter(voice -> voice.getName().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("FreeTTS has no voice \"" + name + "\""));
    }

    private static short[] at16kHz(short[] samples, int rate) {
        if (rate == RATE) {
            return samples;
        }
        var resampler = new Resampler(rate, RATE);
        short[] out = new short[resampler.maxOutput(samples.length)];
        return Arrays.copyOf(out, resampler.resample(samples, 0, samples.length, out, 0));
    }
}
