package dev.parley.call.cost;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.record.CallStore;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.TakeOver;
import dev.parley.dialog.provider.Use;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one call costs, turn by turn: what a turn's words cost belongs to it, and what is said and
/// thought after it until the next. Uses come from any thread; turns and the end from the call's.
public final class CallCosts implements AutoCloseable {
    private final String callId;
    private final String agent;
    private final Costs costs;
    private final CallStore store;
    private final Clock clock;
    private final Consumer<Input> post;
    private final ReentrantLock lock = new ReentrantLock();
    private final Budget budget;
    private Map<Use, Long> now = new LinkedHashMap<>();
    private Map<Use, Long> heard = new LinkedHashMap<>();
    private int turn;
    private boolean isClosed;

    CallCosts(
            String callId,
            String agent,
            Costs costs,
            Budget budget,
            CallStore store,
            Clock clock,
            Consumer<Input> post) {
        this.callId = callId;
        this.agent = agent;
        this.costs = costs;
        this.budget = budget;
        this.store = store;
        this.clock = clock;
        this.post = post;
    }

    /// The server's recognizer for this call.
    ///
    /// @param line what is known of it
    public @Nullable Recognizer of(@Nullable Recognizer recognizer, Recognizer.Line line) {
        return recognizer == null ? null : new CallRecognizer(recognizer, this, line);
    }

    /// As the recognizer.
    public Synthesizer of(Synthesizer voice) {
        return new CallVoice(voice, this);
    }

    /// As the recognizer.
    public @Nullable LanguageModel of(@Nullable LanguageModel model) {
        return model == null ? null : new CallModel(model, this);
    }

    String agent() {
        return agent;
    }

    void used(Use use) {
        var price = costs.price(use);
        boolean isNews = false;
        Budget.Level level;
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            (use.stage() == Use.Stage.HEARS ? heard : now)
                    .merge(use.of(1), use.amount(), Long::sum);
            if (price.isPresent()) {
                isNews = budget.spend(price.get());
            }
            level = budget.level();
        } finally {
            lock.unlock();
        }
        price.ifPresent(amount -> costs.spent(agent, amount));
        if (isNews) {
            costs.tell("call", level, List.of(this));
        }
    }

    /// Another provider took over: the record says so, because the caller may have noticed.
    void tookOver(TakeOver what) {
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
        } finally {
            lock.unlock();
        }
        store.append(
                new CallStore.Entry.Facts(
                        callId,
                        clock.instant(),
                        new Effect.Fact.Noted(
                                "provider-switched",
                                Map.of(
                                        "stage",
                                        what.stage(),
                                        "from",
                                        what.from(),
                                        "to",
                                        what.to(),
                                        "failure",
                                        what.why().label()),
                                false)));
    }

    /// A budget that this call belongs to is nearly or wholly spent.
    void reached(String which, Budget.Level level) {
        switch (level) {
            case OPEN -> {}
            case NEAR -> post.accept(new Input.Line.BudgetNear(which));
            case SPENT -> post.accept(new Input.Line.BudgetSpent(which));
        }
    }

    /// The caller's turn of this number was heard. On the call thread.
    public void turn(int number) {
        Map<Use, Long> before;
        int of;
        lock.lock();
        try {
            before = now;
            of = turn;
            now = heard;
            heard = new LinkedHashMap<>();
            turn = number;
        } finally {
            lock.unlock();
        }
        keep(of, before);
    }

    private void keep(int of, Map<Use, Long> sums) {
        sums.forEach((one, amount) -> {
            var use = one.of(amount);
            store.append(
                    new CallStore.Entry.Used(
                            callId, clock.instant(), of, use, costs.price(use).orElse(null)));
        });
    }

    /// What the call has cost so far.
    public Money spent() {
        lock.lock();
        try {
            return budget.spent();
        } finally {
            lock.unlock();
        }
    }

    /// Keeps the rest; what comes later is of no call. On the call thread.
    @Override
    public void close() {
        costs.left(this);
        Map<Use, Long> rest;
        lock.lock();
        try {
            isClosed = true;
            rest = now;
            heard.forEach((use, amount) -> rest.merge(use, amount, Long::sum));
            now = new LinkedHashMap<>();
            heard = new LinkedHashMap<>();
        } finally {
            lock.unlock();
        }
        keep(turn, rest);
    }
}
