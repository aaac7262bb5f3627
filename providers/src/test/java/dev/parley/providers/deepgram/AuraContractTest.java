package dev.parley.providers.deepgram;

import dev.parley.providers.contract.SynthesizerContract;
import dev.parley.providers.contract.SynthesizerStage;
import dev.parley.providers.net.SoundFormat;
import java.io.IOException;
import java.time.Duration;

final class AuraContractTest extends SynthesizerContract {
    @Override
    protected SynthesizerStage open(
            SynthesizerStage.Behaviour first, Duration firstSound, Duration betweenSounds)
            throws IOException {
        return new AuraStage(SoundFormat.PCM_8K, first, firstSound, betweenSounds);
    }
}
