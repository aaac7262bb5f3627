package dev.parley.providers.local;

import dev.parley.call.speech.Synthesizer;
import dev.parley.providers.contract.SynthesizerStage;
import java.util.OptionalInt;

/// A voice in process: it does as it should and cannot be made to do otherwise.
record LocalVoiceStage(Synthesizer voice) implements SynthesizerStage {
    @Override
    public boolean can(Behaviour behaviour) {
        return behaviour instanceof Behaviour.Well;
    }

    @Override
    public void behave(Behaviour behaviour) {
        // as ever
    }

    @Override
    public OptionalInt sampleOf(String text) {
        return OptionalInt.empty();
    }

    /// Sentences hold engines for as long as they are rendered; closing waits for them.
    @Override
    public int busy() {
        return 0;
    }

    @Override
    public void close() {
        voice.close();
    }
}
