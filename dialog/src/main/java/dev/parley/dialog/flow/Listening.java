package dev.parley.dialog.flow;

import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.PhraseGraph;
import dev.parley.dialog.slot.PhraseList;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.Utterance;
import java.util.ArrayList;
import java.util.List;

/// A question with everything that is prepared once: the phrases for the recognizer and the graph
/// that knows the beginnings of answers. The commands of every question are part of it.
record Listening(
        Question question, Expectation expectation, PhraseGraph graph, List<Topic> topics) {
    private static final int MOST_PHRASES = 3000;

    Listening {
        topics = List.copyOf(topics);
    }

    /// @param earlier types of answers that the caller may take back here
    static Listening to(
            String name, Question question, List<Topic> topics, List<SlotType> earlier) {
        var parts = new ArrayList<Grammar>(List.of(question.grammar(), Command.grammar()));
        Topic.grammar(topics).ifPresent(parts::add);
        if (mayBeTakenBack(question)) {
            if (question instanceof SlotQuestion slots) {
                parts.add(Correction.within(slots.bare()));
            }
            if (!earlier.isEmpty()) {
                parts.add(Correction.of(earlier));
            }
        }
        var grammar = Grammar.anyOf(parts);
        // One key is always taken: zero asks for a person, and a star for a repetition.
        var phrases = PhraseList.of(grammar, MOST_PHRASES, name.hashCode());
        return new Listening(
                question,
                new Expectation(name, phrases, Math.max(1, question.maxKeys())),
                PhraseGraph.of(grammar),
                topics);
    }

    /// Digits, names and letters are hard enough to hear without words around them.
    private static boolean mayBeTakenBack(Question question) {
        var types =
                switch (question) {
                    case SlotQuestion slots -> slots.slots().values();
                    case ConfirmQuestion confirm -> confirm.slots().values();
                    case WhichQuestion which -> which.slots().values();
                };
        return types.stream().allMatch(EarlierSlots::isShort);
    }

    /// The same phrases for a question that reads them for this call.
    Listening with(Question other) {
        return new Listening(other, expectation, graph, topics);
    }

    /// What is listened for now, by somebody who can tell answers from other words.
    Expectation expectation(AskedAt at) {
        return expectation.readBy(
                words -> !(read(Utterance.of(words), at) instanceof Answer.Unclear));
    }

    /// An answer to the question goes before a command of the same words.
    Answer read(Utterance words, AskedAt at) {
        var answer = question.read(words, at);
        if (answer instanceof Answer.Unclear && question instanceof SlotQuestion slots) {
            answer =
                    Correction.within(slots, words, at)
                            .<Answer>map(better -> better)
                            .orElse(answer);
        }
        if (answer instanceof Answer.Unclear) {
            var command = Command.read(words);
            if (command.isPresent()) {
                return new Answer.Asked(command.get());
            }
            for (var topic : topics) {
                if (topic.isIn(words)) {
                    return new Answer.BroughtUp(topic);
                }
            }
        }
        return answer;
    }

    Completeness completeness(Utterance words, AskedAt at) {
        if (words.isEmpty()) {
            return Completeness.OPEN;
        }
        if (!(read(words, at) instanceof Answer.Unclear)) {
            return question.mayGoOn(words) ? Completeness.PARTIAL : Completeness.COMPLETE;
        }
        boolean begins = graph.begins(words.words()) || toCome(words) > 0;
        return begins ? Completeness.PARTIAL : Completeness.OPEN;
    }

    int toCome(Utterance words) {
        return words.isEmpty() ? 0 : question.toCome(words);
    }
}
