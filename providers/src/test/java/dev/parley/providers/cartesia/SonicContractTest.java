package dev.parley.providers.cartesia;

import dev.parley.providers.contract.SynthesizerContract;
import dev.parley.providers.contract.SynthesizerStage;
import java.io.IOException;

final class SonicContractTest extends SynthesizerContract {
    @Override
    protected SynthesizerStage open() throws IOException {
        return new SonicStage();
    }
}
