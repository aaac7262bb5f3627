package dev.parley.providers.deepgram;

import dev.parley.providers.contract.Chained;
import dev.parley.providers.contract.RecognizerContract;
import dev.parley.providers.contract.RecognizerStage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/// A chain passes the contract as its clients do.
final class ChainedRecognizerContractTest {
    @Nested
    final class Alone extends RecognizerContract {
        @Override
        protected RecognizerStage open(Duration answer) throws IOException {
            return Chained.recognizer(new ListenStage("nova-3", true, answer), false);
        }
    }

    @Nested
    final class BehindOneThatRefuses extends RecognizerContract {
        @Override
        protected RecognizerStage open(Duration answer) throws IOException {
            return Chained.recognizer(new ListenStage("nova-3", true, answer), true);
        }
    }
}
