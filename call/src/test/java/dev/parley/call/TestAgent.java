package dev.parley.call;

import dev.parley.dialog.Agent;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.ToneDialogue;
import dev.parley.dialog.Tool;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// Answers every turn by a tone, and has the tools of the test.
record TestAgent(List<Tool<?>> tools) implements Agent {
    static final String NAME = "tone";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String language() {
        return "en-US";
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Dialogue newDialogue() {
        return new ToneDialogue();
    }

    @Override
    public List<String> fixedSentences() {
        return List.of(ToneDialogue.SENTENCE);
    }

    @Override
    public List<Expectation> expectations() {
        return List.of(Expectation.OPEN);
    }
}
