package dev.parley.call.cost;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;
import dev.parley.dialog.provider.Use;

/// A voice whose characters are counted as they are handed over, also those of a sentence that is
/// cut or fails: that is how they are charged.
final class CountedVoice implements Synthesizer {
    private final Synthesizer voice;
    private final Costs costs;

    CountedVoice(Synthesizer voice, Costs costs) {
        this.voice = voice;
        this.costs = costs;
    }

    @Override
    public String name() {
        return voice.name();
    }

    @Override
    public String model() {
        return voice.model();
    }

    @Override
    public int rate() {
        return voice.rate();
    }

    @Override
    public SynthesizerCapabilities capabilities() {
        return voice.capabilities();
    }

    @Override
    public Synthesizer forReply() {
        return new CountedVoice(voice.forReply(), costs);
    }

    @Override
    public Synthesizer forLine(int rate) {
        return new CountedVoice(voice.forLine(rate), costs);
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        var speaking = voice.speak(text, listener);
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

    @Override
    public void close() {
        voice.close();
    }
}
