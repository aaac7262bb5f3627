package dev.parley.call.media;

import dev.parley.audio.vad.VoiceActivity;

/// Hears speech in every sample above 1000, at once, and silence after 200 ms below it.
final class FakeActivity implements VoiceActivity {
    static final int LOUD = 8000;

    int closed;
    long accepted;
    private long lastSpeech;
    private boolean isSpeaking;

    @Override
    public void ownVoice(boolean isOwn) {
        // it goes by the level alone
    }

    @Override
    public void accept(short[] samples, int off, int count, Edges edges) {
        if (closed > 0) {
            throw new IllegalStateException("used after close");
        }
        for (int i = 0; i < count; i++) {
            accepted++;
            if (Math.abs(samples[off + i]) > 1000) {
                if (!isSpeaking) {
                    isSpeaking = true;
                    edges.started(accepted - 1);
                }
                lastSpeech = accepted;
            } else if (isSpeaking && accepted - lastSpeech >= SILENCE) {
                isSpeaking = false;
                edges.stopped(lastSpeech, accepted - lastSpeech);
            }
        }
    }

    @Override
    public double talkerDbfs() {
        return -60;
    }

    @Override
    public void reset() {
        accepted = 0;
        isSpeaking = false;
    }

    @Override
    public void close() {
        closed++;
    }
}
