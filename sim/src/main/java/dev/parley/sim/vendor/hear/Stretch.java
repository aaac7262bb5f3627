package dev.parley.sim.vendor.hear;

import dev.parley.sim.vendor.script.Hearing;
import dev.parley.sim.vendor.script.ToneSpeech;
import dev.parley.sim.vendor.script.Utterance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One stretch of speech on a connection: its sound so far and the words in it. At most 120 s are
/// kept. Used by the thread of the connection.
public final class Stretch {
    private static final int MILLIS_PER_WORD = 300;
    private static final int MOST_SECONDS = 120;

    private final Hearing hearing;
    private final long turn;
    private final int rate;
    private final double start;
    private short[] sound = new short[0];
    private int length;
    private int spoken;
    private double end;

    /// @param turn its number, from 1
    /// @param start where it begins, in seconds
    public Stretch(Hearing hearing, long turn, int rate, double start) {
        this.hearing = hearing;
        this.turn = turn;
        this.rate = rate;
        this.start = start;
        this.end = start;
    }

    public long turn() {
        return turn;
    }

    public double start() {
        return start;
    }

    /// Where the last loud sound ended, in seconds.
    public double end() {
        return end;
    }

    /// Adds 20 ms.
    void add(short[] frame, boolean isLoud, double now) {
        if (length + frame.length > sound.length) {
            int most = MOST_SECONDS * rate;
            if (length + frame.length > most) {
                return;
            }
            sound = Arrays.copyOf(sound, Math.min(most, Math.max(rate, 2 * sound.length)));
        }
        System.arraycopy(frame, 0, sound, length, frame.length);
        length += frame.length;
        if (isLoud) {
            spoken = length;
            end = now;
        }
    }

    /// The utterance of the script, if it is from one.
    public Utterance utterance() {
        return switch (hearing) {
            case Hearing.InOrder(var all) -> Hearing.nth(all, turn).orElse(Utterance.of(""));
            case Hearing.ByTone(var all, _) ->
                    Hearing.nth(all, ToneSpeech.number(loud(), rate)).orElse(Utterance.of(""));
            case Hearing.Real _ -> Utterance.of("");
        };
    }

    private short[] loud() {
        return Arrays.copyOf(sound, spoken);
    }

    /// The words so far.
    ///
    /// @param isWhole nothing follows: what is told in order is told whole
    public List<HeardWord> words(boolean isWhole) {
        return placed(
                Arrays.stream(text(isWhole).split("\\s+")).filter(w -> !w.isEmpty()).toList());
    }

    private String text(boolean isWhole) {
        int millis = (int) (spoken * 1_000L / rate);
        return switch (hearing) {
            case Hearing.InOrder _ ->
                    isWhole ? utterance().words() : partial(utterance(), millis / MILLIS_PER_WORD);
            case Hearing.ByTone(_, int each) -> {
                var utterance = utterance();
                int count = Math.round(millis / (float) each);
                yield isWhole || utterance.partials().isEmpty()
                        ? first(utterance.words(), count)
                        : partial(utterance, count);
            }
            case Hearing.Real(var function) -> function.hear(loud(), rate);
        };
    }

    private static String partial(Utterance utterance, int count) {
        var partials = utterance.partials();
        if (partials.isEmpty()) {
            return first(utterance.words(), count);
        }
        return count < 1 ? "" : partials.get(Math.min(count, partials.size()) - 1);
    }

    private static String first(String text, int count) {
        var words = text.strip().split("\\s+");
        return String.join(" ", Arrays.copyOf(words, Math.min(count, words.length)));
    }

    private List<HeardWord> placed(List<String> words) {
        List<HeardWord> placed = new ArrayList<>();
        double each = words.isEmpty() ? 0 : (end - start) / words.size();
        for (int i = 0; i < words.size(); i++) {
            placed.add(new HeardWord(words.get(i), start + i * each, start + (i + 1) * each));
        }
        return placed;
    }
}
