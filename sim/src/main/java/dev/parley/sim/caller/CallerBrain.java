package dev.parley.sim.caller;

import java.util.List;

/// What a caller wants and answers. Pure and driven by the caller's thread: heard prompts in, moves
/// out.
public interface CallerBrain {
    /// The agent fell quiet after saying these prompts; empty if nothing known was understood.
    /// `words` is what was recognized.
    List<Move> heard(List<PromptReader.Said> prompts, String words);

    /// The agent is still saying these prompts: what an impatient caller says into them. Nothing by
    /// default.
    default List<Move> meanwhile(List<PromptReader.Said> prompts) {
        return List.of();
    }

    /// Nobody has spoken for a while, for the `count`-th time in a row.
    List<Move> silence(int count);

    /// How far the caller got, as plain values for the report ("agreed_date", "goal").
    CallerOutcome outcome();

    /// What the caller does.
    sealed interface Move {
        record Say(String text) implements Move {}

        record Press(String keys) implements Move {}

        record HangUp() implements Move {}
    }
}
