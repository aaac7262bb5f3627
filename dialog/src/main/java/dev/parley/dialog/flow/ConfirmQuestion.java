package dev.parley.dialog.flow;

import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.Utterance;
import dev.parley.dialog.slot.YesNoSlot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Asks whether what was read back is right. Takes "no", "no, tuesday", "no, the day" and a better
/// value alone.
///
/// @param slots the values that were read back, may be empty
/// @param names what callers call these slots
record ConfirmQuestion(Map<String, SlotType> slots, Map<String, List<String>> names)
        implements Question {
    private static final YesNoSlot YES_NO = new YesNoSlot();

    ConfirmQuestion {
        slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    @Override
    public Grammar grammar() {
        var choices = new ArrayList<Grammar>();
        choices.add(YES_NO.grammar());
        if (!slots.isEmpty()) {
            choices.add(
                    Grammar.sequence(
                            Grammar.maybe("no"),
                            Grammar.anyOf(
                                    slots.values().stream().map(SlotType::grammar).toList())));
        }
        if (!names.isEmpty()) {
            choices.add(Grammar.sequence(Grammar.maybe("no"), WhichQuestion.grammar(names)));
        }
        return Grammar.anyOf(choices);
    }

    @Override
    public Answer read(Utterance words, AskedAt at) {
        var answer = yesOrNo(words, at);
        if (!(answer instanceof Answer.Unclear)) {
            return answer;
        }
        for (int start = 0; start < words.words().size(); start++) {
            boolean denies = false;
            boolean insists = false;
            if (start > 0) {
                var front = yesOrNo(words.part(0, start), at);
                denies = front instanceof Answer.No;
                insists = front instanceof Answer.Yes;
                if (!denies && !insists) {
                    continue;
                }
            }
            var rest = words.part(start, words.words().size());
            var wrong = new WhichQuestion(Map.of(), names).read(rest, at);
            if (wrong instanceof Answer.Wrong) {
                return insists ? new Answer.Unclear() : wrong;
            }
            if (!slots.isEmpty()
                    && new SlotQuestion(slots, List.of()).read(rest, at)
                            instanceof Answer.Filled(var values, _, _)) {
                return new Answer.Filled(values, insists, denies);
            }
        }
        return new Answer.Unclear();
    }

    private static Answer yesOrNo(Utterance words, AskedAt at) {
        var value = YES_NO.read(words, at);
        if (value.isEmpty()) {
            return new Answer.Unclear();
        }
        boolean yes = value.get().equals(new SlotValue.Answer(true));
        return yes ? new Answer.Yes() : new Answer.No();
    }

    @Override
    public Answer keyed(String keys, AskedAt at) {
        return switch (keys) {
            case "1" -> new Answer.Yes();
            case "2" -> new Answer.No();
            default -> new Answer.Unclear();
        };
    }

    @Override
    public int maxKeys() {
        return 1;
    }

    /// After a bare no there may come the better value.
    @Override
    public boolean mayGoOn(Utterance words) {
        return words.text().equals("no")
                || slots.values().stream().anyMatch(type -> type.mayGoOn(words));
    }

    @Override
    public int toCome(Utterance words) {
        return SlotQuestion.toCome(slots, words);
    }
}
