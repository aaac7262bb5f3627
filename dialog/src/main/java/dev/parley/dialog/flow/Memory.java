package dev.parley.dialog.flow;

import dev.parley.dialog.slot.SlotValue;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a call knows: variables, how often it was where, and the way back. Lives in one
/// [FlowDialogue].
final class Memory {
    private static final int LONGEST_WAY_BACK = 20;

    private final Flow flow;
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final Map<String, Integer> visits = new LinkedHashMap<>();
    private final Deque<Place> way = new ArrayDeque<>();

    /// A question that was reached, with what was known then.
    private record Place(String step, Map<String, Object> variables) {}

    Memory(Flow flow) {
        this.flow = flow;
    }

    Map<String, Object> variables() {
        return variables;
    }

    void put(String name, Object value) {
        variables.put(name, value);
    }

    void forget(String name) {
        variables.remove(name);
    }

    void forgetSlots() {
        flow.slots().keySet().forEach(variables::remove);
        way.clear();
    }

    /// Sets a variable from a computed value; a slot gets a value of its type.
    void assign(String name, Object value) {
        var slot = flow.slots().get(name);
        variables.put(name, slot == null ? value : slotValue(slot, value));
    }

    private static Object slotValue(SlotUse slot, Object value) {
        return switch (slot.type().kind()) {
            case DATE -> new SlotValue.Day(LocalDate.parse(value.toString()));
            case TIME -> new SlotValue.Clock(LocalTime.parse(value.toString()));
            case DIGITS -> new SlotValue.Code(value.toString());
            case FLAG -> new SlotValue.Answer((Boolean) value);
            case CHOICE -> new SlotValue.Option(optionId(slot, value));
            case TEXT, NUMBER, MONEY, TIMES, LIST, THING ->
                    throw new IllegalStateException("expected a slot type, got " + slot.type());
        };
    }

    private static String optionId(SlotUse slot, Object value) {
        if (slot.source() instanceof SlotUse.Listed listed && value instanceof Map<?, ?> thing) {
            return String.valueOf(thing.get(listed.id()));
        }
        return value.toString();
    }

    /// Counts a visit and returns how many there were.
    int visit(String step) {
        return visits.merge(step, 1, Integer::sum);
    }

    void arriveAt(String step) {
        if (way.size() == LONGEST_WAY_BACK) {
            way.removeLast();
        }
        way.push(new Place(step, Map.copyOf(variables)));
    }

    /// Nothing before this moment can be gone back to: something was written.
    void closeTheWayBack() {
        way.clear();
    }

    /// The question before the present one, with what was known then; empty at the first.
    Optional<String> goBack() {
        var present = way.peek();
        while (present != null && way.size() > 1) {
            way.pop();
            var before = way.peek();
            if (before != null && !before.step.equals(present.step)) {
                way.pop();
                variables.clear();
                variables.putAll(before.variables);
                return Optional.of(before.step);
            }
        }
        return Optional.empty();
    }
}
