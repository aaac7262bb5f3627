package dev.parley.providers.chain;

import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelCapabilities;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A model that writes what a test says, when it says so.
final class ScriptedModel implements LanguageModel {
    final List<Request> requests = new ArrayList<>();
    private final String name;
    private @Nullable Consumer<Request> always;
    boolean isClosed;

    ScriptedModel(String name) {
        this.name = name;
    }

    /// Every request is answered so, within `generate`.
    ScriptedModel always(Consumer<Request> what) {
        always = what;
        return this;
    }

    Request last() {
        return requests.getLast();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelCapabilities capabilities() {
        return new ModelCapabilities(true, true, true, true, false);
    }

    @Override
    public Generation generate(ModelRequest asked, Listener listener) {
        var request = new Request(asked, listener);
        requests.add(request);
        if (always != null) {
            always.accept(request);
        }
        return request;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /// A request, answered by hand.
    static final class Request implements Generation {
        final ModelRequest asked;
        private final Listener listener;
        boolean isCancelled;

        Request(ModelRequest asked, Listener listener) {
            this.asked = asked;
            this.listener = listener;
        }

        Request says(String text) {
            listener.text(text);
            return this;
        }

        void done() {
            listener.done(new Finish(Finish.Reason.STOP, new Usage(100, 0, 7)));
        }

        void fails(ProviderFailure kind) {
            listener.failed(new ProviderFault(kind, "scripted"));
        }

        void fails(ProviderFault fault) {
            listener.failed(fault);
        }

        void uses(long amount) {
            listener.used(new Use("scripted", "", Use.Unit.UNCOUNTED_ANSWERS, amount, false));
        }

        @Override
        public void close() {
            isCancelled = true;
        }
    }
}
