package dev.parley.providers.contract;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.io.IOException;

/// A recognizer against a server that plays by script, for [RecognizerContract]. The server hears
/// by [Tags]: sound whose samples all have the value of a tag is that tag's word.
public interface RecognizerStage extends AutoCloseable {
    Recognizer recognizer();

    /// How the server behaves from now on.
    void behave(Behaviour behaviour);

    /// Connections that the server has, or calls that an engine has.
    int busy();

    /// Closes the server; the contract closes the recognizer.
    @Override
    void close() throws IOException;

    /// What a server does.
    sealed interface Behaviour {
        /// As it should.
        record Well() implements Behaviour {}

        /// Takes sound and tells nothing.
        record Stalls() implements Behaviour {}

        /// Takes sound, and cuts the connection when an utterance ends.
        record Cuts() implements Behaviour {}

        /// Takes no connection, which must be read as this kind: KEY, QUOTA, RATE or ENGINE.
        record Refuses(ProviderFailure kind) implements Behaviour {}
    }
}
