package dev.parley.providers.local;

import dev.parley.call.speech.SpeechFailure;
import java.util.function.BooleanSupplier;

/// Turns sentences into sound, one at a time; used by one engine thread at a time.
interface SpeechEngine extends AutoCloseable {
    /// No sentence may last longer.
    int MAX_SECONDS = 60;

    /// Renders one sentence, at the engine's own loudness and with its own silence around it.
    ///
    /// @param cancelled true as soon as nobody listens any more: what is returned is thrown away
    /// @throws EngineFault if the sentence cannot be rendered
    /// @throws InterruptedException if the voice is being closed
    Rendering render(String text, BooleanSupplier cancelled)
            throws EngineFault, InterruptedException;

    @Override
    void close();

    /// A sentence that could not be rendered. Its message never holds the text.
    final class EngineFault extends Exception {
        private static final long serialVersionUID = 1;
        private final SpeechFailure failure;

        EngineFault(SpeechFailure failure, String message) {
            super(message);
            this.failure = failure;
        }

        SpeechFailure failure() {
            return failure;
        }
    }
}
