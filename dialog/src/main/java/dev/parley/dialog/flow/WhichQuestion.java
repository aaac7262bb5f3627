package dev.parley.dialog.flow;

import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.Utterance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Asks which of the values that were read back is wrong.
///
/// @param slots types of these values, for a caller who says the better value at once
/// @param names what callers call each slot, in the order of the keys
record WhichQuestion(Map<String, SlotType> slots, Map<String, List<String>> names)
        implements Question {
    private static final Set<String> AROUND =
            Set.of(
                    "the",
                    "change",
                    "is",
                    "wrong",
                    "please",
                    "a",
                    "different",
                    "another",
                    "not",
                    "right",
                    "i",
                    "would",
                    "like",
                    "to",
                    "want",
                    "my",
                    "it's",
                    "that",
                    "other",
                    "need",
                    "new");

    WhichQuestion {
        slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    @Override
    public Grammar grammar() {
        if (slots.isEmpty()) {
            return grammar(names);
        }
        var types = slots.values().stream().map(SlotType::grammar).toList();
        return new Grammar.Choice(List.of(grammar(names), Grammar.anyOf(types)));
    }

    static Grammar grammar(Map<String, List<String>> names) {
        var all = names.values().stream().flatMap(List::stream).map(Grammar::words).toList();
        return new Grammar.Choice(
                List.of(
                        Grammar.sequence(
                                Grammar.maybe("change the", "the", "a different", "another"),
                                Grammar.anyOf(all),
                                Grammar.maybe("please")),
                        Grammar.sequence(
                                Grammar.words("the"),
                                Grammar.anyOf(all),
                                Grammar.anyOf("is wrong", "is not right"))));
    }

    @Override
    public Answer read(Utterance words, AskedAt at) {
        var said = new ArrayList<>(words.words());
        said.removeIf(AROUND::contains);
        var text = String.join(" ", said);
        var wrong = new ArrayList<String>();
        for (var entry : names.entrySet()) {
            if (entry.getValue().contains(text)) {
                wrong.add(entry.getKey());
            }
        }
        if (wrong.size() == 1) {
            return new Answer.Wrong(wrong);
        }
        return slots.isEmpty()
                ? new Answer.Unclear()
                : new SlotQuestion(slots, List.of()).read(words, at);
    }

    @Override
    public Answer keyed(String keys, AskedAt at) {
        var slots = List.copyOf(names.keySet());
        boolean fits = keys.matches("[1-9]") && Integer.parseInt(keys) <= slots.size();
        return fits
                ? new Answer.Wrong(List.of(slots.get(Integer.parseInt(keys) - 1)))
                : new Answer.Unclear();
    }

    @Override
    public int maxKeys() {
        return 1;
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        return slots.values().stream().anyMatch(type -> type.mayGoOn(words));
    }

    @Override
    public int toCome(Utterance words) {
        return SlotQuestion.toCome(slots, words);
    }
}
