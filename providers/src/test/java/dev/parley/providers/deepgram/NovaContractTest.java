package dev.parley.providers.deepgram;

import dev.parley.providers.contract.RecognizerContract;
import dev.parley.providers.contract.RecognizerStage;
import java.io.IOException;

final class NovaContractTest extends RecognizerContract {
    @Override
    protected RecognizerStage open() throws IOException {
        return new ListenStage("nova-3");
    }
}
