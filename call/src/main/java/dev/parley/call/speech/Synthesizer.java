package dev.parley.call.speech;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.UseListener;

/// A voice, shared by all calls; thread-safe.
public interface Synthesizer extends AutoCloseable {
    String name();

    /// What the provider calls its model, for records and prices; empty if it has no name.
    default String model() {
        return "";
    }

    /// Samples a second of what it delivers.
    int rate();

    /// What it can do, as configured.
    default SynthesizerCapabilities capabilities() {
        return SynthesizerCapabilities.LOCAL_VOICE;
    }

    /// Speaks one sentence. Returns at once; the sound comes to the listener on an engine thread.
    /// Cancel by closing the returned handle: afterwards at most one call in progress still
    /// arrives.
    Speaking speak(String text, Listener listener);

    /// This voice for the sentences of one reply: where several voices stand behind each other, a
    /// reply stays with the one that a failure brought it to. Not closed by whoever asks.
    default Synthesizer forReply() {
        return this;
    }

    /// This voice for a line that carries so many samples a second: who can give the form of a
    /// telephone gives it then, and [#rate] is another. The default is the same for all lines. Not
    /// closed by whoever asks.
    default Synthesizer forLine(int rate) {
        return this;
    }

    @Override
    void close();

    /// A sentence being spoken.
    interface Speaking extends AutoCloseable {
        @Override
        void close();
    }

    /// Receives the sound of one sentence, in order, then exactly one of `done` or `failed`.
    interface Listener extends UseListener {
        /// 16-bit mono samples at [Synthesizer#rate()]; valid during the call only. May block for
        /// back-pressure at most until the sentence is cancelled.
        void audio(short[] samples, int offset, int count);

        /// A word of the text, with its place in the sound of the sentence. Optional; engines
        /// without word times leave it out.
        default void word(int textStart, int textEnd, int startMillis, int endMillis) {}

        void done();

        void failed(ProviderFailure failure);

        /// The same with what else the provider told, such as how long it asks to be left alone.
        default void failed(ProviderFault fault) {
            failed(fault.kind());
        }
    }
}
