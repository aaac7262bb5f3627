package dev.parley.providers.chain;

import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelLimits;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answer of a [ModelChain]. Whoever writes the first piece has won: the others are cancelled,
/// and what they still write reaches nobody. Everything but `close` runs in its [Serial].
final class ChainedAnswer implements LanguageModel.Generation, UnderWay.Request {
    private final ModelChain chain;
    private final Candidates<LanguageModel> candidates;
    private final ModelRequest request;
    private final LanguageModel.Listener listener;
    private final Timekeeper time;
    private final Serial serial = new Serial();
    private final Route<LanguageModel> route;
    private final long beganNanos;
    private final List<Attempt> running = new ArrayList<>();
    private volatile boolean isClosed;
    private boolean isOver;
    private @Nullable Attempt winner;
    private Timekeeper.@Nullable Alarm late;
    private Timekeeper.@Nullable Alarm again;

    ChainedAnswer(
            ModelChain chain,
            Candidates<LanguageModel> candidates,
            ModelRequest request,
            LanguageModel.Listener listener) {
        this.chain = chain;
        this.candidates = candidates;
        this.request = request;
        this.listener = listener;
        this.time = candidates.time();
        this.route = new Route<>(candidates);
        this.beganNanos = time.nanoTime();
    }

    @Override
    public void start() {
        chain.earnHedge();
        serial.run(() -> {
            var first = route.next();
            if (first != null && !isOver) {
                ask(first, deadline());
                hedgeLater(first);
            }
        });
    }

    @Override
    public void close() {
        isClosed = true;
        serial.run(this::over);
    }

    @Override
    public void abandon() {
        serial.run(() -> {
            if (!isOver) {
                over();
                tell(() -> listener.failed(Candidates.closed()));
            }
        });
    }

    private long deadline() {
        long limit = Math.min(route.limit().toNanos(), request.limits().firstToken().toNanos());
        return time.nanoTime() + limit;
    }

    private Attempt ask(Candidate<LanguageModel> candidate, long deadline) {
        var attempt = new Attempt(candidate, deadline);
        running.add(attempt);
        var left = Duration.ofNanos(Math.max(1, deadline - attempt.askedNanos));
        attempt.limit = time.after(left, () -> serial.run(() -> late(attempt, left)));
        attempt.generation = candidate.client().generate(request.withLimits(limits(left)), attempt);
        return attempt;
    }

    private ModelLimits limits(Duration left) {
        var asked = request.limits();
        var ours = candidates.settings();
        var spent = Duration.ofNanos(time.nanoTime() - beganNanos);
        return new ModelLimits(
                atLeast(route.hasOther() ? min(asked.connect(), ours.connect()) : asked.connect()),
                atLeast(min(asked.firstToken(), left)),
                atLeast(min(asked.betweenTokens(), ours.between())),
                atLeast(min(asked.whole(), ours.whole()).minus(spent)));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration atLeast(Duration limit) {
        var least = Duration.ofMillis(1);
        return limit.compareTo(least) < 0 ? least : limit;
    }

    // Hedging.

    private void hedgeLater(Candidate<LanguageModel> first) {
        if (candidates.settings().hedge() > 0) {
            first.late()
                    .ifPresent(usual ->
                            late = time.after(usual, () -> serial.run(() -> hedge(first))));
        }
    }

    /// A second request besides one that is late: at the next candidate, else at the same.
    private void hedge(Candidate<LanguageModel> first) {
        late = null;
        if (isOver || winner != null || running.size() != 1) {
            return;
        }
        if (!chain.spendHedge()) {
            candidates.hedged(first, "refused");
            return;
        }
        var next = route.next();
        var second = next == null ? first : next;
        ask(second, deadline()).isHedge = true;
    }

    // What the candidates write.

    private void text(Attempt from, String delta) {
        if (wins(from)) {
            tell(() -> listener.text(delta));
        }
    }

    private void toolCall(Attempt from, ToolCall call) {
        if (wins(from)) {
            tell(() -> listener.toolCall(call));
        }
    }

    private void done(Attempt from, Finish finish) {
        if (wins(from)) {
            from.candidate.succeeded();
            running.clear();
            over();
            tell(() -> listener.done(finish));
        }
    }

    /// Whether this one's answer is the call's; decided by the first piece.
    private boolean wins(Attempt from) {
        if (isOver || isClosed || !running.contains(from)) {
            return false;
        }
        if (winner == null) {
            winner = from;
            from.began();
            stop(late);
            if (from.isHedge) {
                candidates.hedged(from.candidate, "won");
            }
            for (var other : List.copyOf(running)) {
                if (!other.equals(from)) {
                    running.remove(other);
                    other.overtaken();
                    if (other.isHedge) {
                        candidates.hedged(other.candidate, "lost");
                    }
                }
            }
        }
        return true;
    }

    private void late(Attempt attempt, Duration limit) {
        if (winner == null && running.contains(attempt)) {
            attempt.close();
            failed(
                    attempt,
                    new ProviderFault(
                            ProviderFailure.TIMED_OUT,
                            "expected the first token within " + limit.toMillis() + " ms"));
        }
    }

    private void failed(Attempt from, ProviderFault fault) {
        if (isOver || !running.remove(from)) {
            return;
        }
        stop(from.limit);
        from.candidate.failed(fault);
        if (from.equals(winner)) {
            over();
            tell(() -> listener.failed(fault));
        } else if (running.isEmpty()) {
            stop(late);
            recover(from, fault);
        }
    }

    private void recover(Attempt failed, ProviderFault fault) {
        var left = Duration.ofNanos(failed.deadline - time.nanoTime());
        var wait = route.retry(fault, left);
        if (wait.isPresent()) {
            again = time.after(wait.get(), () -> serial.run(() -> again(failed, fault)));
        } else {
            next(failed, fault);
        }
    }

    private void again(Attempt failed, ProviderFault fault) {
        if (isOver) {
            return;
        }
        if (failed.candidate.admits()) {
            candidates.retried(failed.candidate);
            ask(failed.candidate, failed.deadline);
        } else {
            next(failed, fault);
        }
    }

    private void next(Attempt failed, ProviderFault fault) {
        var next = route.next();
        if (next == null) {
            over();
            tell(() -> listener.failed(candidates.nobody(fault)));
        } else {
            candidates.switched(failed.candidate, next, fault, listener);
            ask(next, deadline());
        }
    }

    private void tell(Runnable what) {
        if (!isClosed) {
            what.run();
        }
    }

    private void over() {
        if (isOver) {
            return;
        }
        isOver = true;
        stop(late);
        stop(again);
        running.forEach(Attempt::giveUp);
        running.clear();
        chain.over(this);
    }

    private static void stop(Timekeeper.@Nullable Alarm alarm) {
        if (alarm != null) {
            alarm.close();
        }
    }

    /// One request at one candidate. What it is told comes on threads of the provider.
    private final class Attempt implements LanguageModel.Listener {
        private final Candidate<LanguageModel> candidate;
        private final long askedNanos = time.nanoTime();
        private final long deadline;
        private boolean isHedge;
        private boolean hasBegun;
        private Timekeeper.@Nullable Alarm limit;
        private LanguageModel.@Nullable Generation generation;

        Attempt(Candidate<LanguageModel> candidate, long deadline) {
            this.candidate = candidate;
            this.deadline = deadline;
        }

        void began() {
            hasBegun = true;
            stop(limit);
            candidate.began(time.nanoTime() - askedNanos);
        }

        void overtaken() {
            candidate.tookMoreThan(time.nanoTime() - askedNanos);
            giveUp();
        }

        void giveUp() {
            close();
            if (hasBegun) {
                candidate.succeeded();
            } else {
                candidate.dropped();
            }
        }

        void close() {
            stop(limit);
            if (generation != null) {
                generation.close();
            }
        }

        /// Of whoever was asked, also of those given up.
        @Override
        public void used(Use use) {
            listener.used(use);
        }

        @Override
        public void text(String delta) {
            serial.run(() -> ChainedAnswer.this.text(this, delta));
        }

        @Override
        public void toolCall(ToolCall call) {
            serial.run(() -> ChainedAnswer.this.toolCall(this, call));
        }

        @Override
        public void done(Finish finish) {
            serial.run(() -> ChainedAnswer.this.done(this, finish));
        }

        @Override
        public void failed(ProviderFault fault) {
            serial.run(() -> ChainedAnswer.this.failed(this, fault));
        }
    }
}
