package dev.parley.app.records;

import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.store.CallRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The gaps between a caller's turns and their answers as a table for people: measured from the
/// sound, beside the parts that are known and what is left. Milliseconds.
public final class SoundTable {
    /// From here on the rest is shown in red: the width of a frame and what detectors of speech
    /// smooth away.
    private static final long NOTABLE_REST = 100;

    private static final int BOLD = 1;
    private static final int RED = 31;
    private static final int GREY = 90;

    private final CallRecord call;
    private final boolean isColoured;

    SoundTable(CallRecord call, boolean isColoured) {
        this.call = call;
        this.isColoured = isColoured;
    }

    /// The table with its head, each line ended; empty if nothing was measured.
    String text() {
        var rows = new StringBuilder();
        for (var turn : call.turns()) {
            var sound = turn.sound();
            if (sound != null) {
                rows.append(row(sound, turn.latency()));
            }
        }
        return rows.isEmpty()
                ? ""
                : "%n%s%n%s%n%s"
                        .formatted(
                                coloured(
                                        BOLD,
                                        "from the caller's last sound to the agent's first, measured from the sound, ms"),
                                coloured(
                                        GREY,
                                        "  turn     gap  silence   words  dialog   voice    sent    lead   quiet    rest"),
                                rows);
    }

    private String row(TurnSound sound, @Nullable ReplyLatency latency) {
        var turn = "  #%-4d ".formatted(sound.turn());
        if (sound.gap().isEmpty() || latency == null) {
            return turn + coloured(GREY, "   none  " + why(sound.kind())) + System.lineSeparator();
        }
        long rest = sound.rest(latency).orElseThrow();
        var shown = "%+7d".formatted(rest);
        return turn
                + coloured(BOLD, "%7d".formatted(sound.gap().getAsLong()))
                + "  %7d %7d %7d %7d %7d %7d %7d "
                        .formatted(
                                latency.endpointing(),
                                latency.recognition(),
                                latency.dialog(),
                                latency.synthesis(),
                                latency.playout(),
                                sound.lead(),
                                sound.quiet())
                + (Math.abs(rest) >= NOTABLE_REST ? coloured(RED, shown) : shown)
                + System.lineSeparator();
    }

    /// The gap and what is not known of it, in words, for one line.
    public static String words(TurnSound sound, @Nullable ReplyLatency latency) {
        var gap = sound.gap();
        if (gap.isEmpty()) {
            return "no gap: " + why(sound.kind());
        }
        var rest =
                latency == null
                        ? ""
                        : ", %d known, rest %+d"
                                .formatted(sound.known(latency), sound.rest(latency).orElseThrow());
        return "gap of %d ms by the sound%s".formatted(gap.getAsLong(), rest);
    }

    /// What sounded in the whole call, in words.
    static String summary(CallSound sound) {
        return String.format(
                Locale.ROOT,
                "caller %.1f s, agent %.1f s, both at once %.1f s (%.1f %%), dead air %.1f s%s",
                sound.caller() / 1000.0,
                sound.agent() / 1000.0,
                sound.talkOver() / 1000.0,
                sound.talkOverShare() * 100,
                sound.deadAir() / 1000.0,
                sound.longestSilence() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, ", longest %.1f s", sound.longestSilence() / 1000.0));
    }

    private static String why(TurnSound.Kind kind) {
        return switch (kind) {
            case ANSWERED -> "answered";
            case TYPED -> "typed: the caller made no sound";
            case TAKEN_BACK -> "taken back: the caller went on";
            case OVER_CALLER -> "the agent began while the caller sounded";
            case NO_CALLER_SOUND -> "no sound of the caller was found";
            case UNANSWERED -> "no sound of an answer followed";
        };
    }

    private String coloured(int colour, String text) {
        return isColoured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
