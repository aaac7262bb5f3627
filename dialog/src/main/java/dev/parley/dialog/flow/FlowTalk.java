package dev.parley.dialog.flow;

import dev.parley.dialog.guard.OutputGuard;
import dev.parley.dialog.prompt.Prompt;
import dev.parley.dialog.speech.Speakable;
import dev.parley.dialog.speech.SpokenLanguage;
import java.time.Duration;
import java.util.List;

/// How a flow talks freely where there is a language model: its block `talk`. Immutable.
///
/// @param prompt who the agent is and what it may tell
/// @param guard the flow's own rules on what is said, and the usual ones
/// @param speakable with the flow's own words and how they are said
/// @param also slots that may be answered in the same breath as any question, before they are asked
/// @param moment said once while the model is slow; empty for nothing
/// @param refused said where the model's provider refuses to answer, before the question is asked
///   again; empty to say what the flow says to words it does not understand
/// @param sentences at most, to one turn of the caller
/// @param tokens at most, of one answer of the model
/// @param firstToken how long the model may take to begin
/// @param history tokens of the talk so far that the model sees
/// @param summary tokens of a summary of what does not fit there; 0 for none
public record FlowTalk(
        Prompt prompt,
        OutputGuard guard,
        SpokenLanguage language,
        Speakable speakable,
        List<String> also,
        String moment,
        String refused,
        int sentences,
        int tokens,
        Duration firstToken,
        int history,
        int summary) {
    /// What a prompt may have as variables: the day in words and as a date, the time, the zone, all
    /// of the beginning of the call.
    public static final List<String> VARIABLES = List.of("today", "time", "zone");

    public FlowTalk {
        also = List.copyOf(also);
    }
}
