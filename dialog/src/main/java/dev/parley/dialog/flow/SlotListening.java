package dev.parley.dialog.flow;

import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.Utterance;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One slot asked for by itself, heard and read as in a flow: for tools that measure how well
/// answers are understood. Immutable, any thread.
public final class SlotListening {
    private static final String SLOT = "slot";

    private final Listening listening;

    private SlotListening(Listening listening) {
        this.listening = listening;
    }

    /// @param name of the question, for records
    public static SlotListening to(String name, SlotType slot) {
        return new SlotListening(
                Listening.to(
                        name,
                        new SlotQuestion(Map.of(SLOT, slot), List.of()),
                        List.of(),
                        List.of()));
    }

    public Expectation expectation(AskedAt at) {
        return listening.expectation(at);
    }

    public Completeness completeness(String words, AskedAt at) {
        return listening.completeness(Utterance.of(words), at);
    }

    /// How many digits or letters are likely still to come.
    public int toCome(String words) {
        return listening.toCome(Utterance.of(words));
    }

    /// The value of these words; empty if the caller would be asked again.
    public Optional<SlotValue> read(String words, AskedAt at) {
        return listening.read(Utterance.of(words), at)
                        instanceof Answer.Filled(Map<String, SlotValue> values, _, _)
                ? Optional.ofNullable(values.get(SLOT))
                : Optional.empty();
    }
}
