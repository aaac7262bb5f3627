package dev.parley.providers.contract;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.io.IOException;
import java.util.OptionalInt;

/// A voice against a server that plays by script, or an engine in process, for
/// [SynthesizerContract].
public interface SynthesizerStage extends AutoCloseable {
    Synthesizer voice();

    /// Whether the other side can be made to behave so; engines in process cannot be cut.
    boolean can(Behaviour behaviour);

    /// How the other side behaves from now on.
    void behave(Behaviour behaviour);

    /// The value of all samples of this sentence, where the other side speaks in values.
    OptionalInt sampleOf(String text);

    /// Connections that the server has, or sentences that an engine has.
    int busy();

    /// Closes the server; the contract closes the voice.
    @Override
    void close() throws IOException;

    /// What the other side does.
    sealed interface Behaviour {
        /// As it should; after a cancel some stale sound still comes.
        record Well() implements Behaviour {}

        /// Takes the text; some sound or none comes, and then nothing.
        record Stalls(boolean afterSound) implements Behaviour {}

        /// Takes the text, sends some sound and cuts the connection.
        record Cuts() implements Behaviour {}

        /// Takes no connection, which must be read as this kind: KEY, QUOTA, RATE or ENGINE.
        record Refuses(ProviderFailure kind) implements Behaviour {}
    }
}
