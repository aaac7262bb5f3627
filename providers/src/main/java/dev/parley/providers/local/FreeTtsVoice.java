package dev.parley.providers.local;

import dev.parley.call.speech.Synthesizer;
import dev.parley.meter.Meters;
import java.util.ArrayList;
import java.util.List;

/// The voice "kevin" of FreeTTS: pure Java, always there, the same samples for the same sentence.
/// Delivers 16 kHz with the place of every word, speech at about -22 dBFS. Thread-safe.
public final class FreeTtsVoice implements Synthesizer {
    private static final float KEVIN16_GAIN = 1.1f;
    private static final float KEVIN_GAIN = 1.2f;

    private final VoicePool pool;

    private FreeTtsVoice(VoicePool pool) {
        this.pool = pool;
    }

    /// Loads the voice: about 0.5 s of work.
    public static FreeTtsVoice open(FreeTtsSettings settings, Meters meters) {
        List<FreeTtsEngine> engines = new ArrayList<>();
        for (int i = 0; i < settings.engines(); i++) {
            engines.add(new FreeTtsEngine(settings));
        }
        float gain = settings.voice().equals("kevin16") ? KEVIN16_GAIN : KEVIN_GAIN;
        return new FreeTtsVoice(
                new VoicePool(
                        "freetts-" + settings.voice(), FreeTtsEngine.RATE, gain, engines, meters));
    }

    @Override
    public String name() {
        return pool.name();
    }

    @Override
    public int rate() {
        return pool.rate();
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return pool.speak(text, listener);
    }

    @Override
    public void close() {
        pool.close();
    }
}
