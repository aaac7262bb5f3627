package dev.parley.dialog.talk;

import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.flow.Entry;
import dev.parley.dialog.history.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A dialogue that can hand its call over, or get one in the middle. Others of a team begin as if
/// the call had just been answered.
interface TeamMember extends Dialogue {
    /// To whom a call may be handed over, by code and not by what a model is told.
    interface Ways {
        /// Names of agents, perhaps none.
        List<String> targets();

        /// Why the call may not be handed over to this agent now, as a plain name; empty if it may.
        Optional<String> refusal(String to);
    }

    /// What goes along.
    ///
    /// @param turns the last of the talk, as heard
    /// @param state facts as JSON; empty for none
    /// @param announcement what the caller heard of the hand-off; blank for nothing
    /// @param entry the same facts for a flow, and where it begins
    record Luggage(List<Turn> turns, String state, String announcement, Entry entry) {
        public Luggage {
            turns = List.copyOf(turns);
        }
    }

    /// Told before the call begins for this dialogue.
    void mayHandOver(Ways ways);

    /// The call is this dialogue's from now on. The acts are as to [#begin].
    List<Act> takeOver(Opening opening, Luggage luggage);

    /// It ended by handing over to an agent who may not have the call now: what it does instead,
    /// which ends the call. Nothing leaves it at the end.
    default List<Act> keepsCall() {
        return List.of();
    }

    /// The last turns of the talk, at most so many, without tools.
    List<Turn> lastTurns(int items);

    /// What was found out, by name, in plain values.
    Map<String, Object> facts();
}
