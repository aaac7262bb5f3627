package dev.parley.dialog.flow;

import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.YesNoSlot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The question that is open in a flow, for somebody who finds out what a caller means by words
/// that the flow does not understand. What is not in here cannot be taken from anybody but the
/// caller: a yes to what a tool writes, and answers that prove who the caller is.
///
/// @param step name of the step that asks
/// @param sentences as it asks first, with all values in words
/// @param slots what may be answered, the asked one first if it is among them
/// @param confirms whether values were read back; then they can be denied
/// @param wrong of the values read back, those that can be called wrong, with what callers call
///   them
/// @param ways commands, topics and answers of before that can be changed, with examples of what
///   callers say
/// @param known what may be told: values by the names of variables, plain as tools return them
public record OpenQuestion(
        String step,
        List<String> sentences,
        Map<String, Slot> slots,
        boolean confirms,
        Map<String, List<String>> wrong,
        Map<String, List<String>> ways,
        Map<String, Object> known) {
    /// @param names what callers call it
    /// @param isListed whether its options came from a tool: then their names are data
    public record Slot(SlotType type, List<String> names, boolean isListed) {
        public Slot {
            names = List.copyOf(names);
        }
    }

    public OpenQuestion {
        sentences = List.copyOf(sentences);
        slots = ordered(slots);
        wrong = ordered(wrong);
        ways = ordered(ways);
        known = ordered(known);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// Whether yes or no answers it.
    public boolean isYesNo() {
        return confirms
                || slots.values().stream().anyMatch(slot -> slot.type() instanceof YesNoSlot);
    }

    /// Everything it asks, in one line.
    public String text() {
        return String.join(" ", sentences);
    }
}
