package dev.parley.call.conversation;

import java.util.ArrayDeque;
import java.util.Map;

/// What the caller wrote and waits for an answer to, in order; each text is a turn of its own. Like
/// keys, writing voids what is heard at that moment and stops the agent, but no protected sentence.
/// Words that want no answer are only noted.
///
/// Runs on the call thread.
final class WrittenWords {
    enum State {
        NONE,
        WAITING
    }

    enum Move implements Transition<State> {
        WRITTEN(State.NONE, State.WAITING),
        MORE_WRITTEN(State.WAITING, State.WAITING),
        TAKEN(State.WAITING, State.WAITING),
        LAST_TAKEN(State.WAITING, State.NONE),
        CANCELLED(State.WAITING, State.NONE);

        private final State from;
        private final State to;

        Move(State from, State to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public State from() {
            return from;
        }

        @Override
        public State to() {
            return to;
        }
    }

    /// Characters of one text; more are cut off.
    static final int MAX_LENGTH = 4000;

    /// Texts that wait; more are refused.
    static final int MAX_WAITING = 8;

    private final Outbox out;
    private final Place<State> place;
    private final ArrayDeque<Text> waiting = new ArrayDeque<>();
    private boolean closed;

    /// @param voiced whether the answer is to be spoken
    record Text(String words, boolean voiced) {}

    WrittenWords(Outbox out, TransitionLog log) {
        this.out = out;
        this.place = new Place<>(State.NONE, log);
    }

    void onWritten(Input.Line.Written event) {
        var words = bounded(event.words().reveal().strip());
        if (closed || words.isEmpty()) {
            return;
        }
        if (!event.answer()) {
            note("written", Map.of("words", words), true);
            out.signal(new Signal.CallerPresent());
        } else if (waiting.size() == MAX_WAITING) {
            note(Effect.Fact.Noted.WRITTEN_REFUSED, Map.of("waiting", MAX_WAITING), false);
        } else {
            place.go(place.is(State.NONE) ? Move.WRITTEN : Move.MORE_WRITTEN);
            waiting.add(new Text(words, event.voiced()));
            out.signal(new Signal.WordsWritten());
        }
    }

    private String bounded(String words) {
        if (words.length() <= MAX_LENGTH) {
            return words;
        }
        note("written-shortened", Map.of("characters", words.length()), false);
        int end = Character.isHighSurrogate(words.charAt(MAX_LENGTH - 1)) ? 1 : 0;
        return words.substring(0, MAX_LENGTH - end);
    }

    private void note(String name, Map<String, Object> values, boolean sensitive) {
        out.effect(new Effect.Fact.Noted(name, values, sensitive));
    }

    boolean isWaiting() {
        return place.is(State.WAITING);
    }

    Text take() {
        var text = waiting.remove();
        place.go(waiting.isEmpty() ? Move.LAST_TAKEN : Move.TAKEN);
        return text;
    }

    /// The call is closing: forgets what waits and everything to come.
    void close() {
        closed = true;
        if (isWaiting()) {
            place.go(Move.CANCELLED);
            waiting.clear();
        }
    }
}
