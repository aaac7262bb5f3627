package dev.parley.sim.conversation;

import dev.parley.dialog.model.ModelEvent;

/// The referee's book of summaries: one at a time, told once, as it was written, and soon.
final class SummaryBook {
    private static final long FIRST = 1_000_000_000;

    /// One that does not come by then has failed; the call thread may be late.
    private static final long LONGEST = 30_300;

    private final StringBuilder text = new StringBuilder();
    private long asked;
    private long started;
    private long startedAt;
    private boolean isRunning;
    private boolean isWhole;
    private boolean isOwed;
    private boolean isGivenUp;

    static boolean isOne(long generation) {
        return generation > FIRST;
    }

    /// In the place of one before.
    void asks(long id) {
        asked = id;
        isOwed = false;
    }

    void start(long generation, long now) {
        if (isRunning) {
            throw new Violation("two summaries at once");
        }
        long id = generation - FIRST;
        if (id <= started || id > asked) {
            throw new Violation("a summary that nobody asks for");
        }
        started = id;
        startedAt = now;
        isRunning = true;
        isWhole = false;
        isOwed = true;
        isGivenUp = false;
        text.setLength(0);
    }

    void cancel(long generation) {
        if (!isRunning || generation != FIRST + started) {
            throw new Violation("a summary cancelled that does not run");
        }
        isRunning = false;
        isGivenUp = false;
        isOwed = false; // it was told, another takes its place, or the call ends
    }

    void arrives(long generation, ModelEvent event) {
        if (!isRunning || generation != FIRST + started) {
            return;
        }
        switch (event) {
            case ModelEvent.Text(var delta) -> text.append(delta.reveal());
            case ModelEvent.Called _ -> {}
            case ModelEvent.Done _ -> {
                isRunning = false;
                isWhole = true;
            }
            case ModelEvent.Failed _ -> isRunning = false;
        }
    }

    void told(long id, String summary) {
        if (id != started || !isOwed) {
            throw new Violation("the dialogue gets a summary that it does not wait for");
        }
        if (!summary.equals(isWhole ? text.toString() : "")) {
            throw new Violation("the dialogue gets another summary than was written");
        }
        isGivenUp = isRunning;
        isOwed = false;
    }

    void stepDone(boolean closing, long now) {
        if (isRunning && (closing || now - startedAt > LONGEST)) {
            throw new Violation("a summary runs on");
        }
        if (isGivenUp) {
            throw new Violation("a summary is given up, but runs on");
        }
        if (isOwed && !isRunning && !closing) {
            throw new Violation("a summary is kept from the dialogue");
        }
    }

    void over() {
        if (isRunning) {
            throw new Violation("a summary left after the end");
        }
    }
}
