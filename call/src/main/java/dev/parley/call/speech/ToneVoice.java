package dev.parley.call.speech;

import dev.parley.audio.Tone;
import java.time.Duration;

/// A voice for servers without speech engines: whatever the text, a tone of 3 s. Delivers within
/// `speak`, on the calling thread: nothing has to be computed or waited for.
public final class ToneVoice implements Synthesizer {
    private static final int RATE = 8000;
    private static final int PART = RATE / 50;

    private final short[] tone = Tone.sentence(RATE, Duration.ofSeconds(3));

    @Override
    public String name() {
        return "tone";
    }

    @Override
    public int rate() {
        return RATE;
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        for (int at = 0; at < tone.length; at += PART) {
            listener.audio(tone, at, Math.min(PART, tone.length - at));
        }
        listener.done();
        return () -> {};
    }

    @Override
    public void close() {
        // holds nothing
    }
}
