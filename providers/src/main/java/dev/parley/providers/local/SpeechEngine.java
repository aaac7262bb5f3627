package dev.parley.providers.local;

import dev.parley.dialog.provider.ProviderFailure;
import java.util.function.BooleanSupplier;

/// Turns sentences into sound, one at a time; used by one engine thread at a time.
interface SpeechEngine extends AutoCloseable {
    /// No sentence may last longer.
    int MAX_SECONDS = 60;

    /// Renders one sentence, at the engine's own loudness and with its own silence around it, and
    /// hands it over in as many parts as it makes; returns when it is whole.
    ///
    /// @param cancelled true as soon as nobody listens any more
    /// @throws EngineFault if the sentence cannot be rendered
    /// @throws InterruptedException if the voice is being closed
    void render(String text, BooleanSupplier cancelled, Output out)
            throws EngineFault, InterruptedException;

    @Override
    void close();

    /// Takes what an engine renders; on the engine's thread.
    interface Output {
        /// A word and its place in the sound, before or after the sound itself.
        void word(SpokenWord word);

        /// 16-bit mono samples at the engine's rate; valid during the call only.
        void samples(short[] samples, int offset, int count);
    }

    /// A sentence that could not be rendered. Its message never holds the text.
    final class EngineFault extends Exception {
        private static final long serialVersionUID = 1;
        private final ProviderFailure failure;

        EngineFault(ProviderFailure failure, String message) {
            super(message);
            this.failure = failure;
        }

        ProviderFailure failure() {
            return failure;
        }
    }
}
