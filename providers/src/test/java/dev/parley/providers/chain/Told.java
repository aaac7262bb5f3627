package dev.parley.providers.chain;

import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.Use;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a call was told of an answer: "text …", "done", "failed KIND".
final class Told implements LanguageModel.Listener {
    final List<String> all = new ArrayList<>();
    @Nullable ProviderFault fault;

    long used;

    @Override
    public void used(Use use) {
        used += use.amount();
    }

    @Override
    public void text(String delta) {
        all.add("text " + delta);
    }

    @Override
    public void toolCall(ToolCall call) {
        all.add("tool " + call.name());
    }

    @Override
    public void done(Finish how) {
        all.add("done");
    }

    @Override
    public void failed(ProviderFault how) {
        fault = how;
        all.add("failed " + how.kind());
    }
}
