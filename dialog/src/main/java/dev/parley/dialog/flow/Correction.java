package dev.parley.dialog.flow;

import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.SlotValue;
import dev.parley.dialog.slot.Utterance;
import dev.parley.dialog.slot.YesNoSlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How callers take back what they just said ("tuesday, no, wednesday") or said before ("wait, I
/// meant the Honda"): by a word that says so, and the better value behind it.
final class Correction {
    /// More words than these before the better value were not an attempt at an answer.
    private static final int LONGEST_START = 3;

    /// What the recognizer is told; reading takes more.
    private static final List<String> EXPECTED = List.of("no", "actually", "i meant");

    private static final List<String> MARKS =
            List.of(
                    "i mean to say",
                    "change it to",
                    "change that to",
                    "better make it",
                    "i meant",
                    "i mean",
                    "i said",
                    "make it",
                    "make that",
                    "let's make it",
                    "hold on",
                    "wait",
                    "sorry",
                    "actually",
                    "rather",
                    "instead",
                    "no");

    private static final Set<String> FILLERS = Set.of("oh", "well", "but", "please", "not", "that");

    private Correction() {}

    /// The grammar of taking back an answer before it is given whole: "tuesday no wednesday".
    static Grammar within(Grammar answer) {
        return Grammar.sequence(answer, Grammar.words("no"), answer);
    }

    /// The grammar of taking back an earlier answer.
    static Grammar of(List<SlotType> earlier) {
        return Grammar.sequence(
                Grammar.anyOf(EXPECTED.toArray(String[]::new)),
                Grammar.anyOf(earlier.stream().map(SlotType::bare).toList()));
    }

    /// The answer to a question when a part of it was taken back; empty if nothing was. Of what was
    /// said before, values for other slots stay.
    static Optional<Answer.Filled> within(SlotQuestion question, Utterance words, AskedAt at) {
        boolean noIsAnAnswer =
                question.slots().values().stream().anyMatch(YesNoSlot.class::isInstance);
        var said = words.words();
        for (int i = said.size() - 1; i >= 0; i--) {
            int behind = behindMark(said, i, noIsAnAnswer);
            if (behind < 0
                    || !(question.read(words.part(behind, said.size()), at)
                            instanceof Answer.Filled better)) {
                continue;
            }
            var front = words.part(0, i);
            var values = new LinkedHashMap<String, SlotValue>();
            if (question.read(front, at) instanceof Answer.Filled first) {
                values.putAll(first.values());
            } else if (front.words().size() > LONGEST_START) {
                continue;
            }
            values.putAll(better.values());
            return Optional.of(new Answer.Filled(values, false, false));
        }
        return Optional.empty();
    }

    /// What follows the words by which something said before is taken back; empty if it does not
    /// begin with any.
    static Optional<Utterance> ofBefore(Utterance words) {
        var said = words.words();
        int at = 0;
        boolean marked = false;
        while (at < said.size()) {
            int behind = behindMark(said, at, false);
            if (behind > 0) {
                marked = true;
                at = behind;
            } else if (FILLERS.contains(said.get(at))) {
                at++;
            } else {
                break;
            }
        }
        return marked && at < said.size()
                ? Optional.of(words.part(at, said.size()))
                : Optional.empty();
    }

    /// Where the words behind a mark at this place begin; -1 if there is none.
    private static int behindMark(List<String> said, int at, boolean withoutNo) {
        for (var mark : MARKS) {
            var parts = List.of(mark.split(" "));
            boolean here =
                    at + parts.size() < said.size()
                            && said.subList(at, at + parts.size()).equals(parts);
            if (here && !(withoutNo && mark.equals("no"))) {
                return at + parts.size();
            }
        }
        return -1;
    }

    /// The earlier question that these words answer otherwise than before, the latest first.
    ///
    /// @param asked the questions that were answered on the way here, the latest first
    /// @param variables what is known now; an answer that is not known any more is not taken back
    static Optional<Answer.Corrected> read(
            Utterance words, AskedAt at, List<Earlier> asked, Map<String, Object> variables) {
        var rest = ofBefore(words);
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        for (var earlier : asked) {
            if (new SlotQuestion(earlier.types(), List.of()).read(rest.get(), at)
                    instanceof Answer.Filled filled) {
                var better = new LinkedHashMap<>(filled.values());
                better.entrySet()
                        .removeIf(entry ->
                                !variables.containsKey(entry.getKey())
                                        || entry.getValue().equals(variables.get(entry.getKey())));
                if (!better.isEmpty()) {
                    return Optional.of(new Answer.Corrected(earlier.ask(), better));
                }
            }
        }
        var names = new LinkedHashMap<String, List<String>>();
        asked.forEach(earlier -> names.putIfAbsent(earlier.ask().slot(), earlier.names()));
        var wrong = new WhichQuestion(Map.of(), names).read(rest.get(), at);
        if (wrong instanceof Answer.Wrong(List<String> slots)) {
            return new ArrayList<>(asked)
                    .stream()
                            .filter(earlier -> earlier.ask().slot().equals(slots.getFirst()))
                            .findFirst()
                            .map(earlier -> new Answer.Corrected(earlier.ask(), Map.of()));
        }
        return Optional.empty();
    }

    /// A question that was answered.
    ///
    /// @param types of its slots, as they are read now
    /// @param names what callers call its slot
    record Earlier(Step.Ask ask, Map<String, SlotType> types, List<String> names) {}
}
