package dev.parley.providers.cartesia;

import dev.parley.providers.contract.Chained;
import dev.parley.providers.contract.SynthesizerContract;
import dev.parley.providers.contract.SynthesizerStage;
import dev.parley.providers.net.SoundFormat;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/// A chain passes the contract as its clients do.
final class ChainedVoiceContractTest {
    @Nested
    final class Alone extends SynthesizerContract {
        @Override
        protected SynthesizerStage open(
                SynthesizerStage.Behaviour first, Duration firstSound, Duration betweenSounds)
                throws IOException {
            return Chained.voice(
                    new SonicStage(SoundFormat.PCM_8K, first, firstSound, betweenSounds), false);
        }
    }

    @Nested
    final class BehindOneThatRefuses extends SynthesizerContract {
        @Override
        protected SynthesizerStage open(
                SynthesizerStage.Behaviour first, Duration firstSound, Duration betweenSounds)
                throws IOException {
            return Chained.voice(
                    new SonicStage(SoundFormat.PCM_8K, first, firstSound, betweenSounds), true);
        }
    }
}
