package dev.parley.providers.local;

import dev.parley.meter.Meters;
import dev.parley.providers.contract.SynthesizerContract;
import dev.parley.providers.contract.SynthesizerStage;
import java.time.Duration;

final class FreeTtsContractTest extends SynthesizerContract {
    private static final FreeTtsSettings ONE_ENGINE =
            new FreeTtsSettings("kevin16", 150, 100, 11, 1);

    @Override
    protected SynthesizerStage open(
            SynthesizerStage.Behaviour first, Duration firstSound, Duration betweenSounds) {
        return new LocalVoiceStage(FreeTtsVoice.open(ONE_ENGINE, Meters.NONE));
    }
}
