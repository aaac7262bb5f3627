package dev.parley.app.rehearsal;

import dev.parley.sim.caller.CallerBrain;
import dev.parley.sim.caller.CallerOutcome;
import dev.parley.sim.caller.PromptReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A caller who says one line after another, each when the agent has said something and fallen
/// quiet, and hangs up after the answer to the last. Who gets no answer says the line again, twice
/// at most; who is not greeted waits as long. Used by the caller's thread.
final class LinesCaller implements CallerBrain {
    private static final int MOST_REPEATS = 2;

    private final List<String> lines;
    private int said;
    private int answered;
    private int repeats;
    private boolean heardGoodbye;

    LinesCaller(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    @Override
    public List<Move> heard(List<PromptReader.Said> prompts, String words) {
        heardGoodbye |= words.toLowerCase(Locale.ROOT).contains("goodbye");
        answered = said;
        repeats = 0;
        if (heardGoodbye) {
            return List.of(); // it is the agent's to hang up
        }
        if (said == lines.size()) {
            return List.of(new Move.HangUp());
        }
        return List.of(new Move.Say(lines.get(said++)));
    }

    @Override
    public List<Move> silence(int count) {
        if (repeats == MOST_REPEATS) {
            return List.of(new Move.HangUp());
        }
        repeats++;
        return said == 0 ? List.of() : List.of(new Move.Say(lines.get(said - 1)));
    }

    @Override
    public CallerOutcome outcome() {
        return new CallerOutcome(
                answered == lines.size(),
                Map.of(
                        "lines", Integer.toString(lines.size()),
                        "said", Integer.toString(said),
                        "answered", Integer.toString(answered)));
    }
}
