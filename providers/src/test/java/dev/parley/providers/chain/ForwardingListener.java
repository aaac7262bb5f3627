package dev.parley.providers.chain;

import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFault;

/// Tells another, but for what a test does itself.
class ForwardingListener implements LanguageModel.Listener {
    private final LanguageModel.Listener to;

    ForwardingListener(LanguageModel.Listener to) {
        this.to = to;
    }

    @Override
    public void text(String delta) {
        to.text(delta);
    }

    @Override
    public void toolCall(ToolCall call) {
        to.toolCall(call);
    }

    @Override
    public void done(Finish finish) {
        to.done(finish);
    }

    @Override
    public void failed(ProviderFault fault) {
        to.failed(fault);
    }
}
