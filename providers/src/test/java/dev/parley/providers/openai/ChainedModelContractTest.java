package dev.parley.providers.openai;

import dev.parley.providers.contract.Chained;
import dev.parley.providers.contract.LanguageModelContract;
import dev.parley.providers.contract.ModelStage;
import java.io.IOException;
import org.junit.jupiter.api.Nested;

/// A chain passes the contract as its clients do.
final class ChainedModelContractTest {
    @Nested
    final class Alone extends LanguageModelContract {
        @Override
        protected ModelStage open() throws IOException {
            return Chained.model(new ChatStage(ChatProfile.OPENAI), false);
        }
    }

    @Nested
    final class BehindOneThatRefuses extends LanguageModelContract {
        @Override
        protected ModelStage open() throws IOException {
            return Chained.model(new ChatStage(ChatProfile.OPENAI), true);
        }
    }
}
