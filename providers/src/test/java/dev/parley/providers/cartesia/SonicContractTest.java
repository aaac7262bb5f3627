package dev.parley.providers.cartesia;

import dev.parley.providers.contract.SynthesizerContract;
import dev.parley.providers.contract.SynthesizerStage;
import dev.parley.providers.net.SoundFormat;
import java.io.IOException;
import java.time.Duration;

final class SonicContractTest extends SynthesizerContract {
    @Override
    protected SynthesizerStage open(
            SynthesizerStage.Behaviour first, Duration firstSound, Duration betweenSounds)
            throws IOException {
        return new SonicStage(SoundFormat.PCM_8K, first, firstSound, betweenSounds);
    }
}
