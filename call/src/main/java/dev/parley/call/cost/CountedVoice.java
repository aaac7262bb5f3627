package dev.parley.call.cost;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.WrappedVoice;
import dev.parley.dialog.provider.Use;

/// A voice whose characters are counted as they are handed over, also those of a sentence that is
/// cut or fails: that is how they are charged.
final class CountedVoice extends WrappedVoice {
    private final Costs costs;

    CountedVoice(Synthesizer voice, Costs costs) {
        super(voice);
        this.costs = costs;
    }

    @Override
    protected Synthesizer around(Synthesizer other) {
        return new CountedVoice(other, costs);
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        var speaking = voice().speak(text, listener);
        // Text without a letter or digit is not sent.
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            var use =
                    new Use(
                            name(),
                            model(),
                            Use.Unit.SPOKEN_CHARACTERS,
                            text.codePointCount(0, text.length()),
                            capabilities().local());
            costs.used(use);
            listener.used(use);
        }
        return speaking;
    }
}
