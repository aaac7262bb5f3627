package dev.parley.providers.deepgram;

import dev.parley.providers.contract.SynthesizerContract;
import dev.parley.providers.contract.SynthesizerStage;
import dev.parley.providers.net.SoundFormat;
import java.io.IOException;

final class AuraContractTest extends SynthesizerContract {
    @Override
    protected SynthesizerStage open() throws IOException {
        return new AuraStage(SoundFormat.PCM_8K);
    }
}
