package dev.parley.providers.local;

import java.util.List;

/// What turns the sound of one utterance into words. Used by one thread at a time; the thread may
/// change between calls.
interface Decoder extends AutoCloseable {
    /// Hears 16 kHz mono samples, at most 200 ms.
    ///
    /// @return true at a pause that the engine takes for the end of an utterance
    boolean accept(short[] samples, int offset, int count);

    /// What is understood so far.
    String partial();

    /// Ends a segment at a pause; the decoder goes on with the next.
    String result();

    /// Ends the utterance. Only `reset` and `close` may follow.
    String finalResult();

    /// Ends the utterance like `finalResult`, with more ways to understand it, the likeliest first;
    /// at least one.
    default List<Guess> finalGuesses() {
        return List.of(new Guess(finalResult(), 0));
    }

    /// Forgets the utterance; ready for the next.
    void reset();

    @Override
    void close();
}
