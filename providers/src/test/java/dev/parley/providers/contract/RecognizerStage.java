package dev.parley.providers.contract;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import java.io.IOException;

/// A recognizer against a server that plays by script, or an engine in process, for
/// [RecognizerContract]. The server hears by [Tags]: sound whose samples all have the value of a
/// tag is that tag's word.
public interface RecognizerStage extends AutoCloseable {
    Recognizer recognizer();

    /// Whether the other side can be made to behave so; engines in process cannot be cut.
    default boolean can(Behaviour behaviour) {
        return true;
    }

    /// What utterances of the contract may be.
    default Expectation expectation() {
        return Expectation.OPEN;
    }

    /// 400 ms or more of the word of a tag, 16-bit mono at 16 kHz.
    default short[] speech(int tag) {
        var sound = new short[20 * 320];
        for (int i = 0; i < 20; i++) {
            System.arraycopy(Tags.frame(tag), 0, sound, 320 * i, 320);
        }
        return sound;
    }

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
