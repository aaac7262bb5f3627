package dev.parley.providers.openai;

import dev.parley.providers.contract.SynthesizerContract;
import dev.parley.providers.contract.SynthesizerStage;
import java.io.IOException;
import java.time.Duration;

final class OpenAiVoiceContractTest extends SynthesizerContract {
    @Override
    protected SynthesizerStage open(
            SynthesizerStage.Behaviour first, Duration firstSound, Duration betweenSounds)
            throws IOException {
        return new OpenAiVoiceStage(first, firstSound, betweenSounds);
    }
}
