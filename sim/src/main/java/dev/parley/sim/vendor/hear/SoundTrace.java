package dev.parley.sim.vendor.hear;

import java.util.Arrays;
import java.util.List;

/// Follows some sound through the known sentences: the cheapest way to explain its loudness hop by
/// hop (Viterbi), where going on in a sentence is free, and changing to another place costs.
final class SoundTrace {
    private static final double MOST_STRAYING = 15;
    private static final double UNKNOWN = 6;
    private static final double SILENCE = 0.5;
    private static final double SLIP = 8;
    private static final double FROM_BEGIN = 25;
    private static final double FROM_MIDDLE = 120;
    private static final double LEAVE_MIDDLE = 40;
    private static final double OLDER = 1;

    /// Further apart than this, in dB, a place is not understood, though it may be the likeliest.
    private static final double CLOSE = 3;

    /// Soft sounds at the edges may be lost on the way: so many hops.
    private static final int EDGE = 10;

    /// So many hops of a sentence that do not sound are still part of it.
    private static final int LOST = 20;

    private static final byte GO_ON = 0;
    private static final byte STAY = 1;
    private static final byte SKIP = 2;
    private static final byte JUMP = 3;

    private final List<KnownSound> known;
    private final double[] sound;

    /// Index of the first state of each sentence; state 0 is what nobody knows.
    private final int[] first;

    private final int states;

    /// @param known the latest first, none without sound
    SoundTrace(List<KnownSound> known, double[] sound) {
        this.known = known;
        this.sound = sound;
        this.first = new int[known.size() + 1];
        first[0] = 1;
        for (int i = 0; i < known.size(); i++) {
            first[i + 1] = first[i] + known.get(i).length();
        }
        this.states = first[known.size()];
    }

    SoundBook.Understood understood() {
        if (sound.length == 0) {
            return new SoundBook.Understood("", 1);
        }
        return read(way());
    }

    /// The state of each hop.
    private int[] way() {
        var steps = new byte[sound.length][states];
        var jumps = new int[sound.length];
        var before = new double[states];
        var now = new double[states];
        Arrays.fill(before, Double.POSITIVE_INFINITY);
        before[0] = 0;
        for (int hop = 0; hop < sound.length; hop++) {
            int from = cheapestToLeave(before);
            double jump = before[from] + leaving(from);
            jumps[hop] = from;
            now[0] = jump + (sound[hop] > KnownSound.FLOOR ? UNKNOWN : SILENCE);
            steps[hop][0] = JUMP;
            for (int i = 0; i < known.size(); i++) {
                step(i, hop, jump, before, now, steps[hop]);
            }
            var spare = before;
            before = now;
            now = spare;
        }
        return back(cheapest(before), steps, jumps);
    }

    private void step(
            int sentence, int hop, double jump, double[] before, double[] now, byte[] steps) {
        var sounded = known.get(sentence);
        int base = first[sentence];
        for (int at = 0; at < sounded.length(); at++) {
            double best =
                    jump
                            + (sounded.isBegin(at) ? FROM_BEGIN : FROM_MIDDLE)
                            + OLDER * Math.min(sentence, 15);
            byte how = JUMP;
            if (at > 0 && before[base + at - 1] < best) {
                best = before[base + at - 1];
                how = GO_ON;
            }
            if (before[base + at] + SLIP < best) {
                best = before[base + at] + SLIP;
                how = STAY;
            }
            if (at > 1 && before[base + at - 2] + SLIP < best) {
                best = before[base + at - 2] + SLIP;
                how = SKIP;
            }
            steps[base + at] = how;
            now[base + at] =
                    best + Math.min(MOST_STRAYING, Math.abs(sounded.level(at) - sound[hop]));
        }
    }

    private int cheapestToLeave(double[] costs) {
        int cheapest = 0;
        for (int state = 1; state < states; state++) {
            if (costs[state] < costs[cheapest] + leaving(cheapest)
                    && costs[state] + leaving(state) < costs[cheapest] + leaving(cheapest)) {
                cheapest = state;
            }
        }
        return cheapest;
    }

    private double leaving(int state) {
        if (state == 0) {
            return 0;
        }
        int sentence = sentence(state);
        return known.get(sentence).isEnd(state - first[sentence]) ? 0 : LEAVE_MIDDLE;
    }

    private int sentence(int state) {
        int found = Arrays.binarySearch(first, state);
        return found < 0 ? -found - 2 : found;
    }

    private static int cheapest(double[] costs) {
        int cheapest = 0;
        for (int state = 1; state < costs.length; state++) {
            cheapest = costs[state] < costs[cheapest] ? state : cheapest;
        }
        return cheapest;
    }

    private static int[] back(int last, byte[][] steps, int[] jumps) {
        var way = new int[steps.length];
        int state = last;
        for (int hop = steps.length - 1; hop >= 0; hop--) {
            way[hop] = state;
            state =
                    switch (steps[hop][state]) {
                        case GO_ON -> state - 1;
                        case STAY -> state;
                        case SKIP -> state - 2;
                        default -> jumps[hop];
                    };
        }
        return way;
    }

    private SoundBook.Understood read(int[] way) {
        var words = new StringBuilder();
        int loud = 0;
        int understood = 0;
        int began = 0;
        for (int hop = 0; hop < way.length; hop++) {
            boolean isLoud = sound[hop] > KnownSound.FLOOR;
            loud += isLoud ? 1 : 0;
            understood += isLoud && isClose(way[hop], sound[hop]) ? 1 : 0;
            boolean isLast = hop + 1 == way.length || isElsewhere(way[hop], way[hop + 1]);
            if (isLast) {
                if (way[hop] > 0) {
                    int sentence = sentence(way[hop]);
                    var found =
                            known.get(sentence)
                                    .words(
                                            way[began] - first[sentence] - EDGE,
                                            way[hop] - first[sentence]);
                    words.append(words.isEmpty() || found.isEmpty() ? "" : " ").append(found);
                }
                began = hop + 1;
            }
        }
        return new SoundBook.Understood(
                words.toString(), loud == 0 ? 1 : understood / (double) loud);
    }

    private boolean isClose(int state, double level) {
        if (state == 0) {
            return false;
        }
        int sentence = sentence(state);
        return Math.abs(known.get(sentence).level(state - first[sentence]) - level) <= CLOSE;
    }

    private boolean isElsewhere(int state, int next) {
        if (state == 0 || next == 0) {
            return state != next;
        }
        boolean isFurther = next >= state && next - state <= LOST;
        return !isFurther || sentence(state) != sentence(next);
    }
}
