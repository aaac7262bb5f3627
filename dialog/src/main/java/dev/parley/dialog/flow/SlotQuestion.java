package dev.parley.dialog.flow;

import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.MenuSlot;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.TimeSlot;
import dev.parley.dialog.slot.Utterance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Asks for one slot and takes others said in the same breath: "tuesday at nine thirty".
///
/// @param slots the asked one first
/// @param offered values among which "the first one" chooses, all of the asked slot; may be empty
record SlotQuestion(Map<String, SlotType> slots, List<SlotValue> offered) implements Question {
    /// Longer answers than this are read for one slot only.
    private static final int LONGEST_SPLIT = 16;

    SlotQuestion {
        slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
        offered = List.copyOf(offered);
    }

    private String asked() {
        return slots.keySet().iterator().next();
    }

    private SlotType askedType() {
        return slots.values().iterator().next();
    }

    @Override
    public Grammar grammar() {
        var choices = new ArrayList<Grammar>();
        var types = List.copyOf(slots.values());
        for (int i = 0; i < types.size(); i++) {
            choices.add(types.get(i).grammar());
            for (int j = 0; j < types.size(); j++) {
                if (i != j) {
                    choices.add(together(types.get(i), types.get(j)));
                }
            }
        }
        if (askedType() instanceof TimeSlot) {
            choices.add(
                    Grammar.sequence(
                            Grammar.maybe("i would like", "i'll take"),
                            Grammar.anyOf("the first one", "the second one", "the last one"),
                            Grammar.maybe("please")));
        }
        return Grammar.anyOf(choices);
    }

    /// An answer to one of the slots, without politeness.
    Grammar bare() {
        return Grammar.anyOf(slots.values().stream().map(SlotType::bare).toList());
    }

    /// Two answers in one breath. Joined by their word alone: every free pair of words between them
    /// would cost the recognizer phrases that it needs for the answers themselves.
    private static Grammar together(SlotType first, SlotType second) {
        var joint = second.joint();
        return joint.isEmpty()
                ? Grammar.sequence(first.bare(), second.bare())
                : Grammar.sequence(first.bare(), Grammar.words(joint), second.bare());
    }

    @Override
    public Answer read(Utterance words, AskedAt at) {
        if (words.isEmpty()) {
            return new Answer.Unclear();
        }
        for (var slot : slots.entrySet()) {
            var value = slot.getValue().read(words, at);
            if (value.isPresent()) {
                return filled(Map.of(slot.getKey(), value.get()));
            }
        }
        int place = MenuSlot.place(words.plain(), offered.size());
        if (place > 0) {
            return filled(Map.of(asked(), offered.get(place - 1)));
        }
        Set<Map<String, SlotValue>> found = new LinkedHashSet<>();
        if (slots.size() > 1 && words.words().size() <= LONGEST_SPLIT) {
            split(words, List.copyOf(slots.keySet()), new LinkedHashMap<>(), at, found);
        }
        return found.size() == 1 ? filled(found.iterator().next()) : new Answer.Unclear();
    }

    private static Answer filled(Map<String, SlotValue> values) {
        return new Answer.Filled(values, false, false);
    }

    /// All ways to read the words as answers for two or more different slots, one after another.
    private void split(
            Utterance words,
            List<String> free,
            Map<String, SlotValue> before,
            AskedAt at,
            Set<Map<String, SlotValue>> found) {
        int size = words.words().size();
        for (var slot : free) {
            var type = slots.get(slot);
            if (type == null) {
                continue;
            }
            var rest = free.stream().filter(other -> !other.equals(slot)).toList();
            for (int end = 1; end <= size; end++) {
                if (end == size && before.isEmpty()) {
                    continue;
                }
                var value = type.read(words.part(0, end), at);
                if (value.isEmpty()) {
                    continue;
                }
                var values = new LinkedHashMap<>(before);
                values.put(slot, value.get());
                if (end == size) {
                    found.add(values);
                } else {
                    split(words.part(end, size), rest, values, at, found);
                }
            }
        }
    }

    @Override
    public Answer keyed(String keys, AskedAt at) {
        return askedType()
                .keyed(keys, at)
                .map(value -> filled(Map.of(asked(), value)))
                .orElse(new Answer.Unclear());
    }

    @Override
    public int maxKeys() {
        return askedType().maxKeys();
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        return slots.values().stream().anyMatch(type -> type.mayGoOn(words));
    }

    @Override
    public int toCome(Utterance words) {
        return SlotQuestion.toCome(slots, words);
    }

    /// As many as any of the slots that may be answered needs.
    static int toCome(Map<String, SlotType> slots, Utterance words) {
        return slots.values().stream().mapToInt(type -> type.toCome(words)).max().orElse(0);
    }
}
