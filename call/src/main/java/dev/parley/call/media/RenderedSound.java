package dev.parley.call.media;

import dev.parley.dialog.provider.ProviderFailure;
import org.jspecify.annotations.Nullable;

/// Sound rendered before the call, shared by all calls that say the sentence.
final class RenderedSound implements SentenceSound {
    private final byte[] frames;
    private final long[] prints;
    private final int frameBytes;
    private final WordTimes words;

    RenderedSound(byte[] frames, long[] prints, int frameBytes, WordTimes words) {
        this.frames = frames;
        this.prints = prints;
        this.frameBytes = frameBytes;
        this.words = words;
    }

    @Override
    public int ready() {
        return frames.length / frameBytes;
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public byte[] array(int frame) {
        return frames;
    }

    @Override
    public int offset(int frame) {
        return frame * frameBytes;
    }

    @Override
    public long print(int frame) {
        return prints[frame];
    }

    @Override
    public void passed(int frame) {
        // shared: nothing is given back
    }

    @Override
    public WordTimes words() {
        return words;
    }

    @Override
    public @Nullable ProviderFailure failure() {
        return null;
    }

    @Override
    public long firstReadyNanos() {
        return 0;
    }

    @Override
    public void drop() {
        // nothing is under way
    }
}
