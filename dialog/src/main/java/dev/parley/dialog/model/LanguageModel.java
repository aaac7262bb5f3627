package dev.parley.dialog.model;

import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.UseListener;

/// A language model, shared by all calls; thread-safe.
public interface LanguageModel extends AutoCloseable {
    /// Plain name for records and metrics, such as "openai".
    String name();

    /// What the provider calls the model, for records and prices; empty if it has no name.
    default String model() {
        return "";
    }

    ModelCapabilities capabilities();

    /// Begins an answer. Returns at once and never throws for what the provider or the network
    /// does: that comes to the listener, on a thread of the provider, possibly before this method
    /// has returned. After [#close()] the answer fails with `CLOSED`.
    Generation generate(ModelRequest request, Listener listener);

    /// Ends all answers in progress with `CLOSED` and frees the connections. May block shortly;
    /// harmless a second time.
    @Override
    void close();

    /// An answer in progress. Closing it cancels, at any moment and from any thread, also within
    /// the listener and before the first token: the provider is told to stop, and the listener
    /// hears nothing more, but for at most one call in progress on another thread. Never blocks;
    /// harmless after the end and a second time.
    interface Generation extends AutoCloseable {
        @Override
        void close();
    }

    /// What an answer consists of: text and tool calls in order, then exactly one of `done` and
    /// `failed`, unless the generation is closed first. One call at a time, each seeing what the
    /// one before did; must not block and must not throw.
    interface Listener extends UseListener {
        /// The next piece of text; never empty, never ends within a surrogate pair. What a person
        /// may have said is in it, so it is never logged.
        void text(String delta);

        /// A call of a tool, complete. Its arguments are what the model wrote: validate before use,
        /// they may not even be JSON.
        void toolCall(ToolCall call);

        /// The answer is complete.
        void done(Finish finish);

        /// It is not and will not be; what came before may have been spoken already.
        void failed(ProviderFault fault);
    }
}
