package dev.parley.call.cost;

import dev.parley.call.conversation.Input;
import dev.parley.call.record.CallStore;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a server's calls cost: prices, the day's sums, its budgets. Counts every use of the clients
/// it was given, also those for no call; each call has [CallCosts] of its own. Any thread.
public final class Costs {
    /// Why a call is declined.
    public static final String SPENT = "budget-spent";

    private static final Logger log = LoggerFactory.getLogger(Costs.class);

    private final PriceTable prices;
    private final Budgets budgets;
    private final Meters meters;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Money> counted = new HashMap<>();
    private final Map<String, Budget> agents = new HashMap<>();
    private final Set<CallCosts> calls = new HashSet<>();
    private LocalDate today;
    private Budget day;

    public Costs(PriceTable prices, Budgets budgets, Meters meters, Clock clock) {
        this.prices = prices;
        this.budgets = budgets;
        this.meters = meters;
        this.clock = clock;
        this.today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        this.day = new Budget(budgets.day(), budgets.nearPercent());
    }

    /// Without prices and budgets.
    public static Costs uncounted() {
        return new Costs(PriceTable.EMPTY, Budgets.NONE, Meters.NONE, Clock.systemUTC());
    }

    /// What was spent today before this server began, by agent.
    public void resume(Map<String, Money> spentToday) {
        lock.lock();
        try {
            spentToday.forEach((agent, amount) -> {
                var _ = day.spend(amount);
                var _ = agent(agent).spend(amount);
            });
        } finally {
            lock.unlock();
        }
    }

    /// The same client, counted. Each candidate of a chain is counted by itself.
    ///
    /// @throws IllegalArgumentException if there is a budget and the client has no price; it is
    ///   closed then
    public Recognizer counted(Recognizer recognizer) {
        check(
                recognizer,
                recognizer.name(),
                recognizer.model(),
                Use.Stage.HEARS,
                recognizer.capabilities().local());
        return new CountedRecognizer(recognizer, this);
    }

    /// As the recognizer.
    public Synthesizer counted(Synthesizer voice) {
        check(voice, voice.name(), voice.model(), Use.Stage.SPEAKS, voice.capabilities().local());
        return new CountedVoice(voice, this);
    }

    /// As the recognizer.
    public LanguageModel counted(LanguageModel model) {
        check(model, model.name(), model.model(), Use.Stage.THINKS, model.capabilities().local());
        return new CountedModel(model, this);
    }

    /// A budget can only be kept if everything that may be used has a price.
    private void check(
            AutoCloseable client, String provider, String model, Use.Stage stage, boolean local) {
        var missing = prices.unpriced(provider, model, stage, local);
        if (missing.isEmpty() || budgets.isEmpty()) {
            return;
        }
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("a client of " + provider + " did not close", e);
        }
        throw new IllegalArgumentException(
                "setting \"costs.prices\": expected a price of %s of %s %s, because there is a budget; got none. Add it to the file that this setting names (docs/costs.md)"
                        .formatted(
                                missing.stream().map(Use.Unit::label).toList(), provider, model));
    }

    /// The costs of one call, until it is closed.
    ///
    /// @param post takes what the call must know of its budgets
    public CallCosts open(
            String callId, String agent, CallStore store, Clock wall, Consumer<Input> post) {
        var call =
                new CallCosts(
                        callId,
                        agent,
                        this,
                        new Budget(budgets.call(), budgets.nearPercent()),
                        store,
                        wall,
                        post);
        lock.lock();
        try {
            calls.add(call);
        } finally {
            lock.unlock();
        }
        return call;
    }

    /// Why an agent may take no more calls today; empty if it may.
    public Optional<String> refusal(String agent) {
        lock.lock();
        try {
            roll();
            return day.isSpent() || agent(agent).isSpent() ? Optional.of(SPENT) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    Optional<Money> price(Use use) {
        return prices.of(use);
    }

    /// Something was used, for whatever call or none.
    void used(Use use) {
        var unit = use.unit().label();
        meters.counter(Metric.PROVIDER_USE, use.provider(), unit).add(use.amount());
        var price = price(use);
        if (price.isEmpty()) {
            meters.counter(Metric.USE_UNPRICED, use.provider(), unit).increment();
            return;
        }
        List<CallCosts> told;
        boolean rose;
        Budget.Level level;
        lock.lock();
        try {
            roll();
            count(use, price.get());
            rose = day.spend(price.get());
            level = day.level();
            told = rose ? List.copyOf(calls) : List.of();
        } finally {
            lock.unlock();
        }
        if (rose) {
            tell("day", level, told);
        }
    }

    /// Counters grow by whole millionths; what is less is kept for the next time.
    private void count(Use use, Money price) {
        var stage = use.stage().label();
        var before = counted.getOrDefault(use.provider() + " " + stage, Money.ZERO);
        var after = before.plus(price);
        counted.put(use.provider() + " " + stage, after);
        meters.counter(Metric.COST, use.provider(), stage).add(after.micros() - before.micros());
    }

    /// A call of this agent spent so much.
    void spent(String agent, Money amount) {
        List<CallCosts> told = new ArrayList<>();
        Budget.Level level;
        lock.lock();
        try {
            roll();
            var budget = agent(agent);
            if (budget.spend(amount)) {
                calls.stream().filter(call -> call.agent().equals(agent)).forEach(told::add);
            }
            level = budget.level();
        } finally {
            lock.unlock();
        }
        if (!told.isEmpty()) {
            tell("agent-day", level, told);
        }
    }

    void left(CallCosts call) {
        lock.lock();
        try {
            calls.remove(call);
        } finally {
            lock.unlock();
        }
    }

    /// Says that a budget is nearly or wholly spent.
    void tell(String budget, Budget.Level level, List<CallCosts> told) {
        meters.counter(Metric.BUDGETS, budget, level.name().toLowerCase(Locale.ROOT)).increment();
        log.atWarn()
                .addKeyValue("budget", budget)
                .addKeyValue("level", level)
                .addKeyValue("calls", told.size())
                .log("a budget is nearly or wholly spent");
        told.forEach(call -> call.reached(budget, level));
    }

    private Budget agent(String agent) {
        return agents.computeIfAbsent(
                agent, _ -> new Budget(budgets.agentDay(), budgets.nearPercent()));
    }

    private void roll() {
        var now = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        if (!now.equals(today)) {
            today = now;
            day = new Budget(budgets.day(), budgets.nearPercent());
            agents.clear();
        }
    }
}
