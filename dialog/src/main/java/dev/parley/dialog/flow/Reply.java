package dev.parley.dialog.flow;

import dev.parley.dialog.Act;
import dev.parley.dialog.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The acts of one reply while they are put together, and how much of it was heard.
final class Reply {
    private final List<Act> acts = new ArrayList<>();
    private int spokenWords;
    private int neededWords;
    private int heardWords = Integer.MAX_VALUE;
    private boolean talkedOver;

    List<Act> acts() {
        return List.copyOf(acts);
    }

    /// Sentences of the same kind in a row become one act.
    void say(List<String> sentences, boolean interruptible) {
        if (sentences.isEmpty()) {
            return;
        }
        sentences.forEach(sentence -> spokenWords += words(sentence));
        if (!acts.isEmpty()
                && acts.getLast() instanceof Act.Say last
                && last.interruptible() == interruptible) {
            var all = new ArrayList<>(last.sentences());
            all.addAll(sentences);
            acts.set(acts.size() - 1, new Act.Say(all, interruptible));
        } else {
            acts.add(new Act.Say(sentences, interruptible));
        }
    }

    /// Says again what another reply said.
    void sayAgain(Reply other) {
        int before = spokenWords;
        for (var act : other.acts) {
            if (act instanceof Act.Say said) {
                say(said.sentences(), said.interruptible());
            }
        }
        neededWords = other.neededWords == 0 ? 0 : before + other.neededWords;
    }

    /// A yes counts only if everything said so far reached the ear.
    void mustBeHeardUpToHere() {
        neededWords = spokenWords;
    }

    void heardOnly(String heard) {
        heardWords = words(heard);
    }

    boolean wasHeard() {
        return heardWords >= neededWords && !talkedOver;
    }

    /// Something else was said behind it: a yes may mean that.
    void talkOver() {
        talkedOver = true;
    }

    boolean wasTalkedOver() {
        return talkedOver;
    }

    private static int words(String text) {
        var plain = text.strip();
        return plain.isEmpty() ? 0 : plain.split("\\s+").length;
    }

    void note(String name, Map<String, Object> values, boolean sensitive) {
        acts.add(new Act.Note(name, values, sensitive));
    }

    void expect(Expectation expectation) {
        acts.add(new Act.Expect(expectation));
    }

    void call(Act.CallTool call) {
        acts.add(call);
    }

    void end(String outcome) {
        acts.add(new Act.End(outcome));
    }
}
