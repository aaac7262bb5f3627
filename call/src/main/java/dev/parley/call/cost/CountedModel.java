package dev.parley.call.cost;

import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelCapabilities;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.Use;
import java.util.concurrent.atomic.AtomicBoolean;

/// A language model whose tokens are counted as its provider tells them. Of an answer that is
/// cancelled or breaks off after its first words nobody tells: it counts as one uncounted answer.
final class CountedModel implements LanguageModel {
    private final LanguageModel model;
    private final Costs costs;

    CountedModel(LanguageModel model, Costs costs) {
        this.model = model;
        this.costs = costs;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String model() {
        return model.model();
    }

    @Override
    public ModelCapabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public Generation generate(ModelRequest request, Listener listener) {
        var counted = new Counted(listener);
        var generation = model.generate(request, counted);
        return () -> {
            generation.close();
            counted.cancelled();
        };
    }

    @Override
    public void close() {
        model.close();
    }

    private final class Counted implements Listener {
        private final Listener listener;
        private final AtomicBoolean isOver = new AtomicBoolean();
        private volatile boolean hasBegun;

        Counted(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void text(String delta) {
            hasBegun = true;
            listener.text(delta);
        }

        @Override
        public void toolCall(ToolCall call) {
            hasBegun = true;
            listener.toolCall(call);
        }

        @Override
        public void done(Finish finish) {
            if (isOver.compareAndSet(false, true)) {
                count(finish.usage());
            }
            listener.done(finish);
        }

        @Override
        public void failed(ProviderFault fault) {
            if (isOver.compareAndSet(false, true) && hasBegun) {
                use(Use.Unit.UNCOUNTED_ANSWERS, 1);
            }
            listener.failed(fault);
        }

        @Override
        public void used(Use use) {
            listener.used(use);
        }

        /// What was asked is charged though nobody tells how much.
        void cancelled() {
            if (isOver.compareAndSet(false, true)) {
                use(Use.Unit.UNCOUNTED_ANSWERS, 1);
            }
        }

        private void count(Usage usage) {
            if (!usage.known()) {
                use(Use.Unit.UNCOUNTED_ANSWERS, 1);
                return;
            }
            long cached = Math.min(usage.cached(), usage.input());
            use(Use.Unit.INPUT_TOKENS, usage.input() - cached);
            use(Use.Unit.CACHED_TOKENS, cached);
            use(Use.Unit.OUTPUT_TOKENS, usage.output());
        }

        private void use(Use.Unit unit, long amount) {
            if (amount > 0) {
                var use = new Use(name(), model(), unit, amount, capabilities().local());
                costs.used(use);
                listener.used(use);
            }
        }
    }
}
