package dev.parley.call.conversation;

import dev.parley.call.Tick;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks a model once in each pause of an open turn whether the turn is over. If that is unlikely,
/// the pause may last longer; whatever else is answered, or nothing, changes nothing.
///
/// Runs on the call thread.
final class TurnVeto {
    /// The model wants some silence behind the words.
    static final Duration SILENCE = Duration.ofMillis(300);

    private final JudgeSettings settings;
    private final Outbox out;
    private final Guards guards;

    /// Number of the pause that was asked about last.
    private long pause;

    /// When this pause was asked about; never if it was not, or is over.
    private Tick asked = Tick.NEVER;

    private boolean isAnswered;
    private boolean isUnlikely;
    private int answers;
    private int vetoes;

    TurnVeto(JudgeSettings settings, Outbox out, Guards guards) {
        this.settings = settings;
        this.out = out;
        this.guards = guards;
    }

    /// When this pause is to be asked about; never if it is not open, or was.
    Tick dueAt(boolean isOpen, Tick silentSince) {
        boolean isWanted = settings.enabled() && (isOpen || !guards.has(Guard.JUDGED_WHEN_OPEN));
        return isWanted && asked.equals(Tick.NEVER) ? silentSince.plus(SILENCE) : Tick.NEVER;
    }

    void ask(Tick now) {
        pause++;
        asked = now;
        out.effect(new Effect.JudgeTurn(pause));
    }

    /// Whether an answer is about another pause, comes a second time, or too late.
    boolean isLate(long number, Tick now) {
        return number != pause
                || asked.equals(Tick.NEVER)
                || isAnswered
                || now.since(asked).compareTo(settings.timeout()) > 0;
    }

    void answer(double complete) {
        answers++;
        isAnswered = true;
        isUnlikely = complete < settings.unlikely();
        if (isUnlikely) {
            vetoes++;
        }
    }

    /// The silence that ends a turn which `plain` would end without a model.
    Duration needed(boolean isOpen, Duration plain) {
        return isOpen && isUnlikely && settings.maxDelay().compareTo(plain) > 0
                ? settings.maxDelay()
                : plain;
    }

    /// The caller goes on, or the turn is over.
    void pauseOver() {
        asked = Tick.NEVER;
        isAnswered = false;
        isUnlikely = false;
    }

    /// What came of it in the whole call; null if nothing was asked.
    Effect.Fact.@Nullable Noted asFact() {
        return pause == 0
                ? null
                : new Effect.Fact.Noted(
                        "turns-judged",
                        Map.of("asked", pause, "answered", answers, "unlikely", vetoes),
                        false);
    }
}
