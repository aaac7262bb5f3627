package dev.parley.dialog;

import dev.parley.compliance.Sensitive;
import java.util.List;

/// The dialogue of `--engines scripted`: says nothing by itself, and answers every turn of the
/// caller, with or without words, by one tone. For measuring the media path and the turn machine
/// from outside.
public final class ToneDialogue implements Dialogue {
    /// Spoken by the scripted voice as a tone of three seconds.
    public static final String SENTENCE = "<tone 3 s>";

    private static final List<Act> TONE =
            List.of(Act.Say.of(SENTENCE), new Act.Expect(Expectation.OPEN));

    @Override
    public List<Act> begin(Opening opening) {
        return List.of(new Act.Expect(Expectation.OPEN));
    }

    @Override
    public List<Act> hear(Sensitive<String> words) {
        return TONE;
    }

    @Override
    public List<Act> keys(Sensitive<String> digits) {
        return TONE;
    }

    @Override
    public List<Act> toolReturned(long toolCall, ToolResult result) {
        return List.of();
    }

    @Override
    public List<Act> silence(int count) {
        return List.of();
    }

    /// Every tone is like the other: the turn that goes on is answered by one.
    @Override
    public boolean takeBack() {
        return true;
    }

    @Override
    public Completeness completeness(String partialWords) {
        return Completeness.OPEN;
    }
}
