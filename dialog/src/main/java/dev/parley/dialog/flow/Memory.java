package dev.parley.dialog.flow;

import dev.parley.dialog.slot.SlotValue;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a call knows: variables, how often it was where, and the way back. Lives in one
/// [FlowDialogue].
final class Memory {
    /// The variable that holds whom the caller proved to be; no flow can name it.
    static final String PROVEN = "#proven";

    /// The variable with what is known of the caller from the line.
    static final String CALLER = "caller";

    private static final int LONGEST_WAY_BACK = 20;

    private final Flow flow;
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final Map<String, Integer> visits = new LinkedHashMap<>();
    private final Deque<Place> way = new ArrayDeque<>();

    private @Nullable Approved approved;

    /// An explicit yes, valid until the caller is asked again or the tool was called.
    private record Approved(String tool, Map<String, Object> values) {}

    /// A question that was reached, with what was known then.
    private record Place(String step, Map<String, Object> variables) {}

    Memory(Flow flow) {
        this.flow = flow;
    }

    /// The same knowledge, changed by nobody else; values themselves never change.
    Memory copy() {
        var copy = new Memory(flow);
        copy.variables.putAll(variables);
        copy.visits.putAll(visits);
        copy.way.addAll(way);
        copy.approved = approved;
        return copy;
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

    /// Keeps the caller's yes to these values for this tool.
    void approve(Step.Confirm confirm) {
        var values = new LinkedHashMap<String, Object>();
        for (var name : confirm.values()) {
            values.put(name, Objects.requireNonNull(variables.get(name)));
        }
        approved = new Approved(confirm.tool(), values);
    }

    void forgetApproval() {
        approved = null;
    }

    /// The check at load proves this never fails; it is kept because it guards what is written.
    void checkApproval(String tool) {
        var yes = approved;
        if (yes == null || !yes.tool.equals(tool)) {
            throw new IllegalStateException("expected a confirmation before " + tool);
        }
        for (var entry : yes.values.entrySet()) {
            if (!entry.getValue().equals(variables.get(entry.getKey()))) {
                throw new IllegalStateException(
                        "\"" + entry.getKey() + "\" changed after it was confirmed");
            }
        }
    }

    /// The caller proved to be this person.
    void prove(Object person) {
        var proven = new LinkedHashSet<Object>();
        if (variables.get(PROVEN) instanceof Set<?> before) {
            proven.addAll(before);
        }
        proven.add(person);
        variables.put(PROVEN, Collections.unmodifiableSet(proven));
    }

    /// As [#checkApproval], for whom the caller proved to be.
    void checkIdentity(String tool, @Nullable Object person) {
        boolean proven =
                person != null
                        && variables.get(PROVEN) instanceof Set<?> people
                        && people.contains(person);
        if (!proven) {
            throw new IllegalStateException("expected a passed identity check before " + tool);
        }
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

    /// The questions on the way to the present one, the latest first, each once.
    List<String> asked() {
        return way.stream().skip(1).map(Place::step).distinct().toList();
    }

    /// Goes back to a question of before to answer it otherwise. All that was known there is known
    /// again, and what the caller answered since stays.
    void returnTo(String step) {
        while (way.size() > 1 && !Objects.requireNonNull(way.peek()).step.equals(step)) {
            way.pop();
        }
        for (var then : Objects.requireNonNull(way.peek()).variables.entrySet()) {
            boolean answer = flow.slots().containsKey(then.getKey());
            boolean kept = answer || then.getKey().equals(PROVEN);
            if (!kept || !variables.containsKey(then.getKey())) {
                variables.put(then.getKey(), then.getValue());
            }
        }
        approved = null;
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
