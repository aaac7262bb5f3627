package dev.parley.dialog.flow;

import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.Utterance;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Everything that changes in the course of a call: what is known, what is waited for, and the
/// reply that is being put together. Lives in one [FlowDialogue].
final class Talk {
    Memory memory;
    State state = new State.Idle();
    Reply reply = new Reply();
    Reply lastQuestion = new Reply();

    /// Said while a tool ran; an answer to the next question if it fits.
    Utterance carried = Utterance.of("");

    /// Values that came with the last answer for questions that were not asked yet; they hold until
    /// the caller says something else.
    Map<String, SlotValue> answeredBefore = Map.of();

    /// Slots with a value of another agent whose questions were not reached yet.
    Set<String> brought = new HashSet<>();

    long toolCalls;
    int turns;
    boolean personOffered;

    /// The goodbye began: no bound stops it.
    boolean leaving;

    /// Whether anything said was understood, whether the last answer was typed, and whether
    /// questions ask for keys at once: to somebody who types only, or twice in a row.
    private boolean spoke;

    private boolean typed;
    private boolean typing;

    Talk(Memory memory) {
        this.memory = memory;
    }

    /// The same, changed by nobody else; replies are not changed any more once they are spoken.
    Talk copy() {
        var copy = new Talk(memory.copy());
        copy.state = state;
        copy.reply = reply;
        copy.lastQuestion = lastQuestion;
        copy.carried = carried;
        copy.answeredBefore = answeredBefore;
        copy.brought = new HashSet<>(brought);
        copy.toolCalls = toolCalls;
        copy.turns = turns;
        copy.personOffered = personOffered;
        copy.leaving = leaving;
        copy.spoke = spoke;
        copy.typed = typed;
        copy.typing = typing;
        return copy;
    }

    /// What was said was understood.
    void answeredByVoice() {
        spoke = true;
        typed = false;
        typing = false;
    }

    void answeredByKeys() {
        typing = typed || !spoke;
        typed = true;
    }

    boolean asksForKeys() {
        return typing;
    }
}
