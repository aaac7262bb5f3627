package dev.parley.call.conversation;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Signal.FloorSignal;

/// Collects the keys of one entry until the terminator `#`, the full length, or a pause. Typing
/// voids what is heard meanwhile, because the tones of the keys sound like speech.
///
/// Runs on the call thread.
final class KeypadEntry implements Timed {
    enum State {
        IDLE,
        ENTERING,
        READY
    }

    enum Move implements Transition<State> {
        FIRST_KEY(State.IDLE, State.ENTERING),
        NEXT_KEY(State.ENTERING, State.ENTERING),
        COMPLETE(State.ENTERING, State.READY),
        TIMED_OUT(State.ENTERING, State.READY),
        TAKEN(State.READY, State.IDLE),
        CANCELLED_ENTERING(State.ENTERING, State.IDLE),
        CANCELLED_READY(State.READY, State.IDLE);

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

    static final char TERMINATOR = '#';

    private final ConversationSettings settings;
    private final Outbox out;
    private final Place<State> place;
    private final StringBuilder digits = new StringBuilder();
    private Tick deadline = Tick.NEVER;
    private boolean closed;

    KeypadEntry(ConversationSettings settings, Outbox out, TransitionLog log) {
        this.settings = settings;
        this.out = out;
        this.place = new Place<>(State.IDLE, log);
    }

    /// A key; `maxDigits` is how many the present question accepts.
    void onKey(char key, int maxDigits, Tick now) {
        if (closed) {
            return;
        }
        switch (place.state()) {
            case IDLE -> {
                if (maxDigits == 0 || key == TERMINATOR) {
                    out.signal(new Signal.CallerPresent());
                    return;
                }
                place.go(Move.FIRST_KEY);
                out.signal(new Signal.TypingBegan());
                add(key, maxDigits, now);
            }
            case ENTERING -> {
                if (key == TERMINATOR) {
                    complete();
                } else {
                    place.go(Move.NEXT_KEY);
                    add(key, maxDigits, now);
                }
            }
            case READY -> {} // more than was asked, while the entry waits for the agent
        }
    }

    private void add(char key, int maxDigits, Tick now) {
        digits.append(key);
        deadline = now.plus(settings.keypadTimeout());
        if (digits.length() >= maxDigits) {
            complete();
        }
    }

    /// What was typed so far is the entry.
    void finish() {
        if (place.is(State.ENTERING)) {
            complete();
        }
    }

    private void complete() {
        place.go(Move.COMPLETE);
        out.signal(new Signal.TurnEnded());
        deadline = Tick.NEVER;
    }

    boolean isReady() {
        return place.is(State.READY);
    }

    String take() {
        place.go(Move.TAKEN);
        return release();
    }

    /// The call is closing: forgets the entry and every key to come.
    void close() {
        closed = true;
        deadline = Tick.NEVER;
        switch (place.state()) {
            case ENTERING -> {
                place.go(Move.CANCELLED_ENTERING);
                release();
            }
            case READY -> {
                place.go(Move.CANCELLED_READY);
                release();
            }
            case IDLE -> {}
        }
    }

    private String release() {
        var entry = digits.toString();
        digits.setLength(0);
        out.signal(FloorSignal.CALLER_LEFT);
        return entry;
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        deadline = Tick.NEVER;
        place.go(Move.TIMED_OUT);
        out.signal(new Signal.TurnEnded());
    }
}
