package dev.parley.providers.chain;

import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelCapabilities;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.meter.Meters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;

/// Language models behind each other as one: the next is asked when one fails or is late, and a
/// second one besides when the first is later than it usually is. Each answer begins with the first
/// whose breaker admits it. Thread-safe.
public final class ModelChain implements LanguageModel {
    private final Candidates<LanguageModel> candidates;
    private final UnderWay<ChainedAnswer> answers = new UnderWay<>();
    private final ReentrantLock hedging = new ReentrantLock();
    private final HedgeBudget budget;

    /// Owns the clients from now on.
    ///
    /// @param models by their names in the settings, in the order in which they are asked
    public ModelChain(
            Map<String, ? extends LanguageModel> models,
            ChainSettings settings,
            Timekeeper time,
            Meters meters) {
        this(models, settings, time, () -> ThreadLocalRandom.current().nextDouble(), meters);
    }

    ModelChain(
            Map<String, ? extends LanguageModel> models,
            ChainSettings settings,
            Timekeeper time,
            DoubleSupplier random,
            Meters meters) {
        this.candidates = new Candidates<>("thinks", models, settings, time, random, meters);
        this.budget = new HedgeBudget(settings.hedge());
    }

    /// The first one's: records name what was configured.
    @Override
    public String name() {
        return candidates.first().client().name();
    }

    @Override
    public String model() {
        return candidates.first().client().model();
    }

    /// What all can do.
    @Override
    public ModelCapabilities capabilities() {
        var all = candidates.all().stream().map(each -> each.client().capabilities()).toList();
        return new ModelCapabilities(
                all.stream().allMatch(ModelCapabilities::tools),
                all.stream().allMatch(ModelCapabilities::toolChoice),
                all.stream().allMatch(ModelCapabilities::temperature),
                all.stream().allMatch(ModelCapabilities::usage),
                all.stream().allMatch(ModelCapabilities::local));
    }

    @Override
    public Generation generate(ModelRequest request, Listener listener) {
        return answers.begin(new ChainedAnswer(this, candidates, request, listener));
    }

    void over(ChainedAnswer answer) {
        answers.over(answer);
    }

    void earnHedge() {
        hedging.lock();
        try {
            budget.earn();
        } finally {
            hedging.unlock();
        }
    }

    boolean spendHedge() {
        hedging.lock();
        try {
            return budget.spend();
        } finally {
            hedging.unlock();
        }
    }

    /// How each model has done lately, in the order of the chain.
    public List<ProviderHealth> health() {
        return candidates.health();
    }

    @Override
    public void close() {
        if (answers.close()) {
            candidates.close();
        }
    }
}
