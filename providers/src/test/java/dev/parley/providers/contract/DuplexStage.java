package dev.parley.providers.contract;

import dev.parley.call.duplex.Duplex;
import dev.parley.call.duplex.Opening;
import dev.parley.dialog.provider.ProviderFailure;
import java.io.IOException;
import java.util.List;

/// A speech-to-speech client against a server that plays by script, for [DuplexContract]. The
/// server hears by [Tags], and its agent keeps to this: to a word from "zero" to "seven" it answers
/// with a sentence that has the word in it and sounds for more than half a second; to "eight" it
/// calls the first tool of the briefing twice, to "nine" once, and when all calls have their
/// outcome, it says a sentence with the last outcome in it; to anything else it says something.
public interface DuplexStage extends AutoCloseable {
    Duplex duplex();

    /// A session with the tool `find_slot`, in a wire format that the client takes.
    Opening opening();

    /// 400 ms of this tag in the wire format of the opening, in frames of 20 ms.
    List<byte[]> speech(int tag);

    /// Enough silence to end a turn, in the same form.
    List<byte[]> silence();

    /// How the server behaves from now on.
    void behave(Behaviour behaviour);

    /// What the server was told to shorten, or that was noted to have been heard: one entry for
    /// each answer that was cut, milliseconds or words.
    List<String> cuts();

    /// Everything that the server was sent, without sound.
    List<String> messages();

    /// Connections that the server has.
    int busy();

    /// Closes the server; the contract closes the client. Fails if the client broke the protocol.
    @Override
    void close() throws IOException;

    /// What a server does.
    sealed interface Behaviour {
        /// As it should; some stale sound comes after an answer was stopped.
        record Well() implements Behaviour {}

        /// As it should, but an answer takes seconds, so that it can be stopped in the middle.
        record Dawdles() implements Behaviour {}

        /// As it should, but an answer begins only after seconds.
        record Hesitates() implements Behaviour {}

        /// An answer begins; some of it or nothing comes, and then nothing.
        record Stalls(boolean afterSound) implements Behaviour {}

        /// Sound of an answer still comes after its end.
        record Lags() implements Behaviour {}

        /// Sends some of an answer and cuts the connection.
        record Cuts() implements Behaviour {}

        /// Sends some of an answer, then an error of its own, after which it is of no use.
        record Breaks() implements Behaviour {}

        /// Sends some of an answer, then what means nothing.
        record Garbles() implements Behaviour {}

        /// Takes no connection, which must be read as this kind: KEY, QUOTA, RATE or ENGINE.
        record Refuses(ProviderFailure kind) implements Behaviour {}
    }
}
