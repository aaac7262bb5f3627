package dev.parley.bench.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// How turns ended, beside plain silence at equal median delay.
record EndsOfTurns(List<Measured> turns) {
    private static final int FINEST = 10;
    private static final int LONGEST = 3_000;

    EndsOfTurns {
        turns = List.copyOf(turns);
    }

    /// Figures of one rule.
    ///
    /// @param threshold of plain silence, milliseconds; 0 for ours
    /// @param median delay from the last sound, milliseconds, of turns that were not cut
    record Figures(long threshold, int turns, int cut, int missed, long median, long p95) {
        double cutShare() {
            return (double) cut / Math.max(1, turns);
        }
    }

    EndsOfTurns only(Predicate<Measured> wanted) {
        return new EndsOfTurns(turns.stream().filter(wanted).toList());
    }

    List<String> kinds() {
        return turns.stream().map(Measured::kind).distinct().sorted().toList();
    }

    Figures ours() {
        var delays = new ArrayList<Long>();
        int cut = 0;
        int missed = 0;
        for (var turn : turns) {
            if (turn.wasMissed()) {
                missed++;
            } else if (turn.wasCut()) {
                cut++;
            } else {
                delays.add(turn.delay());
            }
        }
        return figures(0, cut, missed, delays);
    }

    /// Plain silence with the threshold whose median delay is nearest to this one.
    Figures silenceAtEqualDelay(long median) {
        var best = silence(FINEST);
        for (int threshold = 2 * FINEST; threshold <= LONGEST; threshold += FINEST) {
            var figures = silence(threshold);
            if (Math.abs(figures.median - median) < Math.abs(best.median - median)) {
                best = figures;
            }
        }
        return best;
    }

    Figures silence(long threshold) {
        var delays = new ArrayList<Long>();
        int cut = 0;
        int missed = 0;
        for (var turn : turns) {
            long decided = turn.bySilence(threshold);
            if (decided < 0) {
                missed++;
            } else if (decided < turn.ended()) {
                cut++;
            } else {
                delays.add(decided - turn.ended());
            }
        }
        return figures(threshold, cut, missed, delays);
    }

    private Figures figures(long threshold, int cut, int missed, List<Long> delays) {
        var sorted = delays.stream().sorted().toList();
        return new Figures(threshold, turns.size(), cut, missed, at(sorted, 0.5), at(sorted, 0.95));
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }
}
