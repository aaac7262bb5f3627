package dev.parley.call.speech;

import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.UseListener;
import java.util.List;

/// A speech recognizer, shared by all calls; thread-safe.
public interface Recognizer extends AutoCloseable {
    /// Plain name for records and metrics.
    String name();

    /// What the provider calls its model, for records and prices; empty if it has no name.
    default String model() {
        return "";
    }

    /// What it can do, as configured.
    default RecognizerCapabilities capabilities() {
        return RecognizerCapabilities.LOCAL_GRAMMARS;
    }

    /// Opens the ear of one call. Does not block; a failure comes as [Listener#failed].
    Session open(Listener listener);

    /// The same for a call of which this is known. The default has no use for it.
    default Session open(Listener listener, Line line) {
        return open(listener);
    }

    /// What is known of a call before anything is heard. It helps, and nobody has to mind it.
    ///
    /// @param rate samples a second that the line carries, though sound comes at 16 kHz: what a
    ///   telephone's 8000 cannot carry need not be sent to anybody
    /// @param keyTerms words that are likely: names of the business and of what it offers, the most
    ///   important first; who takes fewer leaves out the last
    record Line(int rate, List<String> keyTerms) {
        /// Nothing is known.
        public static final Line WIDE = new Line(16_000, List.of());

        public Line {
            keyTerms = List.copyOf(keyTerms);
        }
    }

    @Override
    void close();

    /// Recognition for one call. All methods run on the leg's IO thread or, while a switch between
    /// recognizers is under way, on another; one at a time, each seeing what the one before did.
    /// They never block and never throw.
    ///
    /// Order: `begin(1, …)`, `audio`*, `finish(1)`, `begin(2, …)`… One utterance is open at a time.
    /// After `finish` the engine answers exactly once with `finalWords` or `failed` for that
    /// utterance, within its own time limit.
    interface Session extends AutoCloseable {
        /// The caller began to speak; sound of this utterance follows, the pre-roll first.
        void begin(long utterance, Expectation expectation);

        /// 16 kHz mono samples of the open utterance; valid during the call only, keepers copy. A
        /// full queue drops the oldest and counts.
        void audio(short[] samples, int offset, int count);

        /// Samples that can be handed over now without older ones being dropped; an estimate is
        /// enough. Asked while sound is sent again faster than it was spoken.
        default int room() {
            return 16_000;
        }

        /// The turn ended: decide.
        void finish(long utterance);

        /// Forgets the open utterance without an answer.
        void cancel(long utterance);

        @Override
        void close();
    }

    /// What a session tells. Called on an engine thread, in order; must not block.
    interface Listener extends UseListener {
        /// What is understood so far; may be withdrawn by the next.
        void partialWords(long utterance, String words);

        /// It has listened on and understands the same as before, or nothing: a sign of life. To be
        /// told by whoever [RecognizerCapabilities#partialWords() tells guesses] and knows of more
        /// sound than its words show; one that is silent after clear speech has another listen
        /// along.
        default void listens(long utterance) {}

        /// The decision. Lower case words, empty if nothing was understood or nothing fits the
        /// grammar.
        void finalWords(long utterance, String words);

        /// No decision will come.
        void failed(long utterance, ProviderFailure failure);

        /// The same with what else the provider told, such as how long it asks to be left alone.
        default void failed(long utterance, ProviderFault fault) {
            failed(utterance, fault.kind());
        }

        /// The engine takes the speaker's turn for over (Deepgram Flux: EndOfTurn); `certainty`
        /// from 0 to 1. The words follow on [Session#finish] as ever. Engines without such
        /// knowledge never call this.
        default void endOfTurn(long utterance, double certainty) {}

        /// It takes the turn for nearly over (Flux: EagerEndOfTurn).
        default void eagerEndOfTurn(long utterance) {}

        /// It takes that back (Flux: TurnResumed).
        default void turnResumed(long utterance) {}
    }
}
