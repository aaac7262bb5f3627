package dev.parley.dialog.flow;

import dev.parley.dialog.flow.ExpressionParser.Mistake;
import dev.parley.dialog.slot.Utterance;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Reads what callers may bring up in every question.
final class TopicReader {
    private final Problems problems;
    private final Collection<String> steps;

    TopicReader(Problems problems, Collection<String> steps) {
        this.problems = problems;
        this.steps = steps;
    }

    List<Topic> topics(YamlMap map) {
        var topics = new ArrayList<Topic>();
        for (var name : map.keys()) {
            var topic = map.map(name, "topic \"" + name + "\"");
            topics.add(topic(name, map.lineOf(name), topic));
            topic.done();
        }
        return topics;
    }

    private Topic topic(String name, int line, YamlMap map) {
        var expected = phrases(map, "hear");
        var understood = phrases(map, "also-hear");
        var answer = map.texts("say").stream().flatMap(text -> sentences(text).stream()).toList();
        var to = map.has("to") ? map.text("to") : null;
        if (to != null && !steps.contains(to)) {
            problems.unknown(map.lineOf("to"), "step", to, steps);
        }
        if (expected.isEmpty() && understood.isEmpty()) {
            problems.add(line, "topic \"" + name + "\" needs words to be heard by");
        }
        if (to == null && answer.isEmpty()) {
            problems.add(line, "topic \"" + name + "\" needs say or to");
        }
        return new Topic(name, line, expected, understood, answer, to);
    }

    private List<String> phrases(YamlMap map, String key) {
        var phrases = new ArrayList<String>();
        for (var text : map.texts(key)) {
            var words = Utterance.of(text.value()).text();
            if (words.isEmpty() || !text.value().matches("[A-Za-z' ]*")) {
                problems.add(
                        text.line(),
                        "a recognizer knows words of the letters a to z, got \""
                                + text.value()
                                + "\"");
            }
            phrases.add(words);
        }
        return phrases;
    }

    private List<Template> sentences(YamlMap.Text text) {
        try {
            var sentences = Template.sentences(text.value(), text.line());
            if (sentences.stream().anyMatch(sentence -> !sentence.isFixed())) {
                problems.add(text.line(), "what is said to a topic has no values in it");
            }
            return sentences;
        } catch (Mistake mistake) {
            problems.add(text.line(), String.valueOf(mistake.getMessage()));
            return List.of();
        }
    }
}
