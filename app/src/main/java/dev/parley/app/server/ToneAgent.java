package dev.parley.app.server;

import dev.parley.dialog.Agent;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.ToneDialogue;
import dev.parley.dialog.Tool;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// The agent of `--engines scripted`: a tone answers every turn.
final class ToneAgent implements Agent {
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
        return "und";
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
    public List<Tool<?>> tools() {
        return List.of();
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
