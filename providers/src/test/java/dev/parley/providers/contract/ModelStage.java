package dev.parley.providers.contract;

import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.provider.ProviderFailure;
import java.io.IOException;
import java.util.List;

/// A language model against a server that plays by script, for [LanguageModelContract].
public interface ModelStage extends AutoCloseable {
    LanguageModel model();

    /// What the server does with the next request that has no play yet; requests take them in
    /// order.
    void next(Play play);

    /// Requests that the server is still answering, or an engine is.
    int busy();

    /// Closes the server; the contract closes the model.
    @Override
    void close() throws IOException;

    /// An answer of the server.
    sealed interface Play {
        /// These pieces of text, then the end.
        record Says(List<String> pieces) implements Play {}

        /// These pieces, then a call of this tool, then the end.
        record Calls(List<String> pieces, String tool, String argumentsJson) implements Play {}

        /// These pieces, perhaps none, then nothing for ever.
        record Stalls(List<String> pieces) implements Play {}

        /// These pieces, perhaps none, then the connection is cut.
        record Cuts(List<String> pieces) implements Play {}

        /// A refusal that must be read as this kind: KEY, QUOTA, RATE, OVERLOADED, ENGINE or
        /// RETIRED.
        record Refuses(ProviderFailure kind) implements Play {}
    }
}
