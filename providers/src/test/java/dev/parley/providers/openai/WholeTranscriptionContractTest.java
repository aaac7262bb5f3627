package dev.parley.providers.openai;

import dev.parley.providers.contract.RecognizerContract;
import dev.parley.providers.contract.RecognizerStage;
import java.io.IOException;
import java.time.Duration;

final class WholeTranscriptionContractTest extends RecognizerContract {
    @Override
    protected RecognizerStage open(Duration answer) throws IOException {
        return TranscriptionStage.limited(false, answer);
    }
}
