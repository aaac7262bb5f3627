package dev.parley.call.conversation;

import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a model while the caller pauses, before it is certain that the turn is over. If the
/// dialogue then asks exactly the same, what was written meanwhile is the answer; else it is
/// cancelled, and nobody has seen any of it: no tool ran, nothing was said.
///
/// Its generations have negative numbers. Runs on the call thread.
final class Foresight {
    enum State {
        NONE,
        ASKED
    }

    enum Move implements Transition<State> {
        ASKS(State.NONE, State.ASKED),
        USED(State.ASKED, State.NONE),
        WAS_IN_VAIN(State.ASKED, State.NONE),
        FAILED(State.ASKED, State.NONE);

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

    /// A caller who pauses often is foreseen so many times a turn: what is in vain costs money.
    static final int MOST_A_TURN = 3;

    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private final List<ModelEvent> written = new ArrayList<>();
    private @Nullable ModelRequest request;
    private long number;
    private int asked;
    private int characters;
    private boolean isWhole;

    /// @param written what it wrote so far, in order
    record Foreseen(long generation, List<ModelEvent> written) {}

    Foresight(Outbox out, Guards guards, TransitionLog log) {
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.NONE, log);
    }

    /// What the dialogue would ask if the turn were over now; null for nothing.
    void ask(@Nullable ModelRequest next) {
        if (next != null && next.equals(request)) {
            return;
        }
        drop();
        if (next != null && asked < MOST_A_TURN) {
            asked++;
            request = next;
            place.go(Move.ASKS);
            out.effect(new Effect.StartGeneration(--number, next));
        }
    }

    boolean isWritten(long generation) {
        return request != null && generation == number && !isWhole;
    }

    void onEvent(ModelEvent event) {
        characters += Generations.characters(event);
        if (event instanceof ModelEvent.Failed) {
            forget(Move.FAILED);
        } else if (characters > Generations.MAX_CHARACTERS) {
            drop();
        } else {
            isWhole = event.isLast();
            written.add(event);
        }
    }

    /// What was written in answer to this question; null if it was not foreseen.
    @Nullable Foreseen use(ModelRequest question) {
        if (request == null || !(question.equals(request) || !guards.has(Guard.FORESEEN_SAME))) {
            return null;
        }
        var foreseen = new Foreseen(number, List.copyOf(written));
        forget(Move.USED);
        return foreseen;
    }

    /// The caller goes on, or asks something else.
    void drop() {
        if (request != null) {
            if (guards.has(Guard.GENERATIONS_CANCELLED)) {
                out.effect(new Effect.CancelGeneration(number));
            }
            forget(Move.WAS_IN_VAIN);
        }
    }

    void turnOver() {
        drop();
        asked = 0;
    }

    private void forget(Move move) {
        place.go(move);
        request = null;
        written.clear();
        characters = 0;
        isWhole = false;
    }
}
