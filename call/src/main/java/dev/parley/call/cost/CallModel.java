package dev.parley.call.cost;

import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelCapabilities;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.TakeOver;
import dev.parley.dialog.provider.Use;

/// The server's language model for one call: what is used goes to the call's costs.
record CallModel(LanguageModel inner, CallCosts costs) implements LanguageModel {
    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public String model() {
        return inner.model();
    }

    @Override
    public ModelCapabilities capabilities() {
        return inner.capabilities();
    }

    @Override
    public Generation generate(ModelRequest request, Listener listener) {
        return inner.generate(
                request,
                new Listener() {
                    @Override
                    public void text(String delta) {
                        listener.text(delta);
                    }

                    @Override
                    public void toolCall(ToolCall call) {
                        listener.toolCall(call);
                    }

                    @Override
                    public void done(Finish finish) {
                        listener.done(finish);
                    }

                    @Override
                    public void failed(ProviderFault fault) {
                        listener.failed(fault);
                    }

                    @Override
                    public void used(Use use) {
                        costs.used(use);
                    }

                    @Override
                    public void tookOver(TakeOver what) {
                        costs.tookOver(what);
                    }
                });
    }

    /// It is everybody's.
    @Override
    public void close() {}
}
