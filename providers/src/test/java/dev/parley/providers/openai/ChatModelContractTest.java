package dev.parley.providers.openai;

import dev.parley.providers.contract.LanguageModelContract;
import dev.parley.providers.contract.ModelStage;
import java.io.IOException;

final class ChatModelContractTest extends LanguageModelContract {
    @Override
    protected ModelStage open() throws IOException {
        return new ChatStage(ChatProfile.OPENAI);
    }
}
