package dev.parley.providers.deepgram;

import dev.parley.providers.contract.RecognizerContract;
import dev.parley.providers.contract.RecognizerStage;
import java.io.IOException;
import java.time.Duration;

final class FluxContractTest extends RecognizerContract {
    @Override
    protected RecognizerStage open(Duration answer) throws IOException {
        return new ListenStage("flux-general-en", true, answer);
    }
}
