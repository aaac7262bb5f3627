package dev.parley.call;

import dev.parley.audio.vad.VoiceActivity;
import java.util.concurrent.atomic.AtomicInteger;

/// Hears speech in every sample above 1000, at once, and silence after 200 ms below it. At 8 kHz.
final class LoudActivity implements VoiceActivity {
    private final AtomicInteger open;
    private long position;
    private long lastSpeech;
    private boolean isSpeaking;

    LoudActivity(AtomicInteger open) {
        this.open = open;
        open.incrementAndGet();
    }

    @Override
    public void ownVoice(boolean isOwn) {
        // it goes by the level alone
    }

    @Override
    public int rate() {
        return 8000;
    }

    @Override
    public void accept(short[] samples, int off, int count, Edges edges) {
        for (int i = 0; i < count; i++) {
            position += 2;
            if (Math.abs(samples[off + i]) > 1000) {
                lastSpeech = position;
                if (!isSpeaking) {
                    isSpeaking = true;
                    edges.started(position - 2);
                }
            } else if (isSpeaking && position - lastSpeech >= SILENCE) {
                isSpeaking = false;
                edges.stopped(lastSpeech, position - lastSpeech);
            }
        }
    }

    @Override
    public double talkerDbfs() {
        return -60;
    }

    @Override
    public void reset() {
        position = 0;
        isSpeaking = false;
    }

    @Override
    public void close() {
        open.decrementAndGet();
    }
}
