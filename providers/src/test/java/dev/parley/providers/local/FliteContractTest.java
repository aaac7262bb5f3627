package dev.parley.providers.local;

import dev.parley.meter.Meters;
import dev.parley.providers.contract.SynthesizerContract;
import dev.parley.providers.contract.SynthesizerStage;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/// Where flite's library is installed.
final class FliteContractTest extends SynthesizerContract {
    @Override
    protected SynthesizerStage open(
            SynthesizerStage.Behaviour first, Duration firstSound, Duration betweenSounds) {
        var voice = FliteVoice.inProcess("rms", Meters.NONE);
        Assumptions.assumeTrue(voice.isPresent(), "flite's library is not installed here");
        return new LocalVoiceStage(voice.orElseThrow());
    }
}
