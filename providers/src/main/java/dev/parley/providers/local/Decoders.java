package dev.parley.providers.local;

import dev.parley.dialog.Expectation;
import org.jspecify.annotations.Nullable;

/// Where the decoder of an utterance comes from and goes to. Called on engine threads.
interface Decoders extends AutoCloseable {
    /// A decoder for these answers, or null if none is free just now.
    @Nullable Decoder take(Expectation expectation);

    /// @param open whether it was taken for open speech
    void giveBack(Decoder decoder, boolean open);

    @Override
    void close();
}
