package dev.parley.providers.local;

import dev.parley.dialog.Expectation;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Decoders of one model. A grammar gets a fresh one (about 2 ms), so nothing of an earlier
/// utterance can colour it. Open speech shares a fixed number of warm ones, because a fresh one
/// spends a quarter of a second on its first words.
final class VoskDecoders implements Decoders {
    private static final int GUESSES = 100;

    private final VoskModel model;
    private final ArrayBlockingQueue<Decoder> open;
    private final int openCount;

    VoskDecoders(VoskModel model, int openCount) {
        this.model = model;
        this.openCount = openCount;
        this.open = new ArrayBlockingQueue<>(Math.max(1, openCount));
        for (int i = 0; i < openCount; i++) {
            open.add(model.openDecoder());
        }
    }

    @Override
    public @Nullable Decoder take(Expectation expectation) {
        if (!expectation.isOpen()) {
            return model.decoder(VoskText.grammar(expectation.phrases())).guessing(GUESSES);
        }
        if (openCount == 0) {
            throw new IllegalStateException(
                    "a call expects open speech, but the recognizer has no decoder for it; set open decoders to 1 or more");
        }
        return open.poll();
    }

    @Override
    public void giveBack(Decoder decoder, boolean wasOpen) {
        if (wasOpen) {
            decoder.reset();
            open.add(decoder);
        } else {
            decoder.close();
        }
    }

    /// Lets every free decoder for open speech hear the clip, so that no caller pays for its first
    /// words.
    void warm(short[] clip) {
        for (int i = 0; i < openCount; i++) {
            Decoder decoder = open.poll();
            if (decoder != null) {
                for (int at = 0; at < clip.length; at += Inbox.CHUNK) {
                    decoder.accept(clip, at, Math.min(Inbox.CHUNK, clip.length - at));
                }
                decoder.finalResult();
                giveBack(decoder, true);
            }
        }
    }

    /// Only after all were given back.
    @Override
    public void close() {
        open.forEach(Decoder::close);
        open.clear();
    }
}
