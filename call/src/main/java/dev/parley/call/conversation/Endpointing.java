package dev.parley.call.conversation;

import dev.parley.call.conversation.EndpointingSettings.Detection;
import dev.parley.call.conversation.EndpointingSettings.Mode;
import dev.parley.dialog.Dialogue.Completeness;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// How long a silence must be to end the caller's turn: by how complete the answer is, by what is
/// missing of it, and by how this caller pauses.
///
/// Runs on the call thread.
final class Endpointing {
    /// With so many digits or letters missing, the longest silence is waited for.
    static final int MANY = 2;

    /// After words that end no sentence open speech may pause so many times as long.
    static final int UNFINISHED = 2;

    private final EndpointingSettings settings;
    private final Function<String, Completeness> completeness;
    private final ToIntFunction<String> toCome;
    private final BooleanSupplier asksOpen;
    private final Unfinished unfinished;
    private final Guards guards;
    private final Pauses pauses = new Pauses();

    /// @param asksOpen whether open speech is expected, and no grammar
    Endpointing(
            EndpointingSettings settings,
            Function<String, Completeness> completeness,
            ToIntFunction<String> toCome,
            BooleanSupplier asksOpen,
            Unfinished unfinished,
            Guards guards) {
        this.settings = settings;
        this.completeness = completeness;
        this.toCome = toCome;
        this.asksOpen = asksOpen;
        this.unfinished = unfinished;
        this.guards = guards;
    }

    boolean isManual() {
        return settings.detection() == Detection.MANUAL && guards.has(Guard.TALK_KEY);
    }

    /// Whether the recognizer says when a turn ends.
    boolean isByRecognizer() {
        return settings.detection() == Detection.RECOGNIZER;
    }

    JudgeSettings judge() {
        return settings.judge();
    }

    /// Whether a turn whose words read so is open speech, which ends by silence alone.
    boolean isOpen(Completeness answer) {
        return answer == Completeness.OPEN
                && settings.detection() == Detection.VOICE_ACTIVITY
                && asksOpen.getAsBoolean();
    }

    Duration recognitionLimit() {
        return settings.recognitionLimit();
    }

    Completeness read(String words) {
        return words.isEmpty() ? Completeness.OPEN : completeness.apply(words);
    }

    /// The silence that ends a turn of these words, read as `answer`; `claimed` if the recognizer
    /// takes it for nearly over.
    Duration needed(String words, Completeness answer, boolean claimed) {
        if (isByRecognizer() && !(claimed && answer == Completeness.COMPLETE)) {
            return settings.maxDelay();
        }
        var most = most(answer);
        var least = least(words, answer);
        var needed =
                settings.mode() == Mode.FIXED || least.compareTo(most) >= 0
                        ? least
                        : pauses.needed(answer, least, most);
        return within(needed);
    }

    private Duration least(String words, Completeness answer) {
        return switch (answer) {
            case COMPLETE -> settings.complete();
            case OPEN -> goesOn(words) ? settings.open().multipliedBy(UNFINISHED) : settings.open();
            case PARTIAL ->
                    guards.has(Guard.GROUPS_WAITED_FOR)
                            ? partial(toCome.applyAsInt(words))
                            : settings.partial();
        };
    }

    /// Whether open speech stops where no sentence does.
    private boolean goesOn(String words) {
        return settings.mode() == Mode.DYNAMIC && asksOpen.getAsBoolean() && unfinished.ends(words);
    }

    /// Half of the way to the longest silence for one missing, all of it for more.
    private Duration partial(int missing) {
        var rest = settings.maxDelay().minus(settings.partial());
        if (missing <= 0 || rest.isNegative()) {
            return settings.partial();
        }
        return settings.partial().plus(rest.multipliedBy(Math.min(missing, MANY)).dividedBy(MANY));
    }

    /// As far as pauses are learned.
    private Duration most(Completeness answer) {
        return switch (answer) {
            case COMPLETE -> settings.open();
            case OPEN -> settings.open().multipliedBy(UNFINISHED);
            case PARTIAL -> settings.maxDelay();
        };
    }

    private Duration within(Duration needed) {
        if (needed.compareTo(settings.minDelay()) < 0) {
            return settings.minDelay();
        }
        return needed.compareTo(settings.maxDelay()) > 0 ? settings.maxDelay() : needed;
    }

    /// The caller paused within a turn, or was cut off: it went on after all.
    void wentOn(Completeness answer, Duration pause) {
        if (pause.compareTo(settings.maxDelay().multipliedBy(2)) <= 0) {
            pauses.wentOn(answer, pause);
        }
    }

    void wasOver(Completeness answer) {
        pauses.wasOver(answer);
    }
}
