package dev.parley.dialog.flow;

import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something a caller may bring up in every question: a complaint, the weather. Read after the
/// answer to the question and the commands, wherever its words stand in what was said.
///
/// @param expected phrases the recognizer is told
/// @param understood further ones that are taken
/// @param answer what is said to it; then the question is asked again
/// @param to step that deals with it; null to ask the question again
record Topic(
        String name,
        int line,
        List<String> expected,
        List<String> understood,
        List<Template> answer,
        @Nullable String to) {
    Topic {
        expected = List.copyOf(expected);
        understood = List.copyOf(understood);
        answer = List.copyOf(answer);
    }

    boolean isIn(Utterance words) {
        var text = " " + words.text() + " ";
        return expected.stream().anyMatch(phrase -> text.contains(" " + phrase + " "))
                || understood.stream().anyMatch(phrase -> text.contains(" " + phrase + " "));
    }

    /// What a recognizer is told of all topics; nothing if they have no words for it.
    static Optional<Grammar> grammar(List<Topic> topics) {
        var phrases = new ArrayList<Grammar>();
        for (var topic : topics) {
            topic.expected.forEach(phrase -> phrases.add(Grammar.words(phrase)));
        }
        return phrases.isEmpty() ? Optional.empty() : Optional.of(Grammar.anyOf(phrases));
    }
}
