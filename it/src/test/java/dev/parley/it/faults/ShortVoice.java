package dev.parley.it.faults;

import dev.parley.call.speech.Synthesizer;

/// Says every sentence in 40 ms.
final class ShortVoice implements Synthesizer {
    private final Watcher watcher;

    ShortVoice(Watcher watcher) {
        this.watcher = watcher;
    }

    private static final short[] SOUND = new short[320];

    @Override
    public String name() {
        return "short";
    }

    @Override
    public int rate() {
        return 8000;
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        watcher.saw("said", text);
        listener.audio(SOUND, 0, SOUND.length);
        listener.done();
        return () -> {};
    }

    @Override
    public void close() {
        // holds nothing
    }
}
