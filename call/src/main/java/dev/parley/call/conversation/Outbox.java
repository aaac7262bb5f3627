package dev.parley.call.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one step brings about: effects for the call thread and signals between the machines. Both
/// are bounded by the step.
final class Outbox {
    /// More signals than this in one step mean that machines answer each other without end.
    static final int MAX_SIGNALS = 512;

    private final ArrayDeque<Signal> signals = new ArrayDeque<>();
    private List<Effect> effects = new ArrayList<>();
    private int signalled;

    void effect(Effect effect) {
        effects.add(effect);
    }

    void signal(Signal signal) {
        if (++signalled > MAX_SIGNALS) {
            throw new IllegalStateException(
                    "expected at most " + MAX_SIGNALS + " signals in a step; last " + signal);
        }
        signals.add(signal);
    }

    @Nullable Signal nextSignal() {
        return signals.poll();
    }

    /// Forgets what a step that failed left unsaid.
    void beginStep() {
        signalled = 0;
        signals.clear();
    }

    /// Ends the step.
    List<Effect> takeEffects() {
        if (effects.isEmpty()) {
            return List.of();
        }
        var taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
