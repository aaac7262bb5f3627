package dev.parley.audio;

import java.util.Arrays;

/// Tells the agent's own voice, come back through a loudspeaker and a room, from the voice of
/// somebody else, by the prints ([SoundPrint]) of both sounds, frame by frame.
///
/// An echo teaches, in about a second of its sound, how late it comes (up to 1 s) and how much
/// weaker in each band; that is kept until it holds no longer. From then on a frame is the agent's
/// own if what the agent said then, its decay in the room, and the noise of the line explain nearly
/// all of it. A caller who was silent while the agent spoke has no echo: their voice is never
/// suspected.
///
/// One stream, one thread; pure; no allocation after construction.
public final class EchoGuard {
    private static final int BANDS = SoundPrint.BANDS;

    /// Frames kept of both sounds: 2.5 s.
    private static final int KEPT = 128;

    /// The most that can be judged again: what lies before is kept to explain it with.
    private static final int JUDGED_AGAIN = 70;

    private static final int WINDOW = 60; // frames looked at to learn
    private static final int MOST_LATE = 50;
    private static final int LEARN_EVERY = 4;
    private static final int CHECK_EVERY = 24;

    /// So many parts of frames are the least to learn from: about 150 ms of speech.
    private static final int LEAST_PAIRS = 40;

    /// The share of the sound's variance that an echo must explain to speak for it, and to be
    /// suspected.
    private static final double CHANCE = 0.15;

    private static final double SUSPICIOUS = 0.2;

    /// Enough of such shares, added up over some seconds for one delay: nobody's speech follows the
    /// agent's for so long.
    private static final double CONVINCING = 3;

    private static final double FADING = 0.95;

    /// Frames in which the caller was silent while the agent spoke: then there is no echo, and it
    /// is looked for more seldom.
    private static final int QUIET = 40;

    /// So many of them, in so many of the frames of the agent's voice lately (20 to 40 s of it):
    /// then nothing will come back after it either. White noise alone is found quiet in two of
    /// three frames; an echo leaves at most every second one quiet.
    private static final int LONG_QUIET = 100;

    private static final double MOSTLY = 0.57;
    private static final int REMEMBERED = 2_000;

    private static final float LEAST_AGENT = 25;
    private static final double ACTIVE = 6;
    private static final double ABOVE_FLOOR = 5;

    /// Decibels by which a sound in a room falls within a frame: 400 ms for 60 dB.
    private static final float DECAY = 3;

    /// Frames for which the agent's voice is still in the room.
    private static final int TAIL = 15;

    /// So many pairs with the usual gain are added to those of each band.
    private static final double PRIOR_PAIRS = 8;

    private static final double STEADY = 0.6;
    private static final double CORRECTION = 0.1;

    /// Decibels by which a band may be stronger than explained, how many more count, and of how
    /// many in all bands together a frame is somebody else's.
    private static final double MARGIN = 4;

    private static final double MOST_IN_BAND = 15;
    private static final double SOMEBODY = 10;

    /// An echo is gone when so much of it is missing by so many decibels.
    private static final double MISSING = 12;

    private static final double GONE = 0.4;
    private static final int LEAST_EXPECTED = 200;

    /// Rings of prints, so that a frame touches little memory.
    private final long[] caller = new long[KEPT];

    private final long[] agent = new long[KEPT];

    /// The caller's frames that are learned from, by band, no softer than the line's noise; and the
    /// agent's, from one before the latest that may have come back in the first of them.
    private final float[][] heard = new float[BANDS][WINDOW];

    private final float[][] said = new float[BANDS][WINDOW + MOST_LATE + 1];

    private final float[] unexplained = new float[KEPT];
    private final double[] floor = new double[BANDS];
    private final double[] fitted = new double[BANDS];
    private final int[] pairs = new int[BANDS];
    private final double[] gain = new double[BANDS];
    private final double[] echo = new double[BANDS];
    private final double[] evidence = new double[MOST_LATE + 1];

    private long frames;
    private boolean hasFloor;
    private long agentUntil = -KEPT;
    private double likeness;
    private int quiet;
    private int lately;
    private int quietLately;
    private boolean isLearned;
    private int late;
    private double expected;
    private double missed;

    /// Takes the next 20 ms.
    ///
    /// @param callerPrint of the caller's sound
    /// @param agentPrint of what the agent played at that time
    public void frame(long callerPrint, long agentPrint) {
        int at = slot(frames);
        caller[at] = callerPrint;
        agent[at] = agentPrint;
        if (callerPrint != SoundPrint.SILENCE) {
            followFloor(callerPrint);
        }
        frames++;
        if (agentPrint != SoundPrint.SILENCE) {
            agentUntil = frames;
            count(isQuiet(callerPrint));
        }
        if (frames % (isLearned || quiet >= QUIET ? CHECK_EVERY : LEARN_EVERY) == 0) {
            learn();
        }
        if (isLearned) {
            judge(frames - 1);
            checkPresence();
        }
    }

    private void count(boolean isQuiet) {
        quiet += isQuiet ? 1 : 0;
        quietLately += isQuiet ? 1 : 0;
        lately++;
        if (lately == REMEMBERED) {
            lately /= 2;
            quietLately /= 2;
        }
    }

    /// Time has passed without frames: what was learned stays.
    public void restart() {
        Arrays.fill(caller, SoundPrint.SILENCE);
        Arrays.fill(agent, SoundPrint.SILENCE);
        Arrays.fill(unexplained, 0);
        Arrays.fill(echo, 0);
        agentUntil = frames - KEPT;
        likeness = 0;
        Arrays.fill(evidence, 0);
    }

    /// Whether the echo of this caller is known.
    public boolean isLearned() {
        return isLearned;
    }

    /// Whether what sounds may be an echo: it looks like one, or the agent has hardly spoken yet.
    public boolean isSuspected() {
        return !isLearned && (likeness >= SUSPICIOUS || quiet < QUIET);
    }

    /// Whether there is none: the caller was silent most of the time while the agent spoke.
    public boolean seemsAbsent() {
        return !isLearned && quietLately >= LONG_QUIET && quietLately >= MOSTLY * lately;
    }

    /// Whether a frame with this print is no more than the noise of the caller's line.
    public boolean isQuiet(long print) {
        for (int band = 0; band < BANDS; band++) {
            if (SoundPrint.decibels(print, band) > floor[band] + ACTIVE) {
                return false;
            }
        }
        return true;
    }

    /// Whether the last frame is the agent's own voice, and nobody else's.
    public boolean isOwn() {
        return isLearned && isOwn(frames - 1);
    }

    /// How many of the last `count` frames are not the agent's own, by what is known now; of the
    /// last 1.4 s at most.
    public int others(int count) {
        if (!isLearned) {
            return count;
        }
        int others = 0;
        long from = Math.max(0, frames - Math.min(count, JUDGED_AGAIN));
        judgeFrom(from - 1, frames);
        for (long t = from; t < frames; t++) {
            others += isOwn(t) ? 0 : 1;
        }
        return others;
    }

    /// How late the echo comes, milliseconds; only if it is known.
    public int lateMillis() {
        return late * 20;
    }

    private boolean isOwn(long t) {
        double before = t == 0 ? 0 : unexplained[slot(t - 1)];
        return t - late <= agentUntil + TAIL && (unexplained[slot(t)] + before) / 2 < SOMEBODY;
    }

    /// Falls quickly, rises slowly; digital silence says nothing about the line.
    private void followFloor(long print) {
        for (int band = 0; band < BANDS; band++) {
            double above = SoundPrint.decibels(print, band) - floor[band];
            if (!hasFloor) {
                floor[band] = SoundPrint.decibels(print, band);
            } else {
                floor[band] += above < 0 ? 0.1 * above : Math.min(0.06, 0.02 * above);
            }
        }
        hasFloor = true;
    }

    // Learning.

    private void learn() {
        likeness = 0;
        if (frames - agentUntil > WINDOW) {
            Arrays.fill(evidence, 0);
            return;
        }
        int count = (int) Math.min(frames, WINDOW);
        if (!isAudible(count)) {
            return;
        }
        double variance = look(count);
        for (int delay = 0; delay <= MOST_LATE; delay++) {
            double explained = 1 - error(count, delay) / variance;
            likeness = Math.max(likeness, explained);
            evidence[delay] =
                    FADING * Math.max(0, evidence[delay] + Math.max(-1, explained - CHANCE));
        }
        int best = mostLikely();
        if (evidence[best] >= CONVINCING) {
            error(count, best);
            believe(best);
        }
    }

    private int mostLikely() {
        int best = 0;
        for (int delay = 1; delay <= MOST_LATE; delay++) {
            best = evidence[delay] > evidence[best] ? delay : best;
        }
        return best;
    }

    /// An echo that moved is learned anew; one that stays is only corrected, because somebody may
    /// speak besides.
    private void believe(int delay) {
        boolean isKnown = isLearned && Math.abs(delay - late) <= 1;
        if (isKnown && likeness < STEADY) {
            return;
        }
        for (int band = 0; band < BANDS; band++) {
            gain[band] += (isKnown ? CORRECTION : 1) * (fitted[band] - gain[band]);
        }
        late = delay;
        isLearned = true;
        if (!isKnown) {
            expected = 0;
            missed = 0;
            judgeFrom(frames - 1 - TAIL, frames - 1); // the last one is due yet
        }
    }

    private boolean isAudible(int count) {
        int parts = 0;
        for (long t = frames - count; t < frames; t++) {
            long print = caller[slot(t)];
            for (int band = 0; band < BANDS; band++) {
                parts += SoundPrint.decibels(print, band) > floor[band] + ACTIVE ? 1 : 0;
            }
        }
        return parts >= LEAST_PAIRS;
    }

    /// Looks at the last frames and says how much the caller's vary.
    private double look(int count) {
        for (int i = 0; i < count + MOST_LATE + 1; i++) {
            long print = agent[slot(frames + KEPT - count - MOST_LATE - 1 + i)];
            for (int band = 0; band < BANDS; band++) {
                said[band][i] = (float) SoundPrint.decibels(print, band);
            }
        }
        double sum = 1e-6;
        for (int band = 0; band < BANDS; band++) {
            float least = (float) (floor[band] + ABOVE_FLOOR);
            double mean = 0;
            double square = 0;
            for (int i = 0; i < count; i++) {
                double print = SoundPrint.decibels(caller[slot(frames - count + i)], band);
                float now = Math.max((float) print, least);
                heard[band][i] = now;
                double above = now - least;
                mean += above;
                square += above * above;
            }
            sum += square - mean * mean / count;
        }
        return sum;
    }

    /// What the agent's sound of so many frames before leaves unexplained, at the gains that fit
    /// best: they are in `fitted` then.
    private double error(int count, int delay) {
        if (!fit(count, delay)) {
            return Double.MAX_VALUE;
        }
        float error = 0;
        int from = MOST_LATE + 1 - delay;
        for (int band = 0; band < BANDS; band++) {
            var sources = said[band];
            var now = heard[band];
            float least = (float) (floor[band] + ABOVE_FLOOR);
            float most = (float) fitted[band];
            for (int i = 0; i < count; i++) {
                float source = Math.max(sources[from + i], sources[from + i - 1] - DECAY);
                float rest = now[i] - Math.max(source + most, least);
                error += rest * rest;
            }
        }
        return error;
    }

    /// False if there is too little to compare.
    private boolean fit(int count, int delay) {
        double sum = 0;
        int all = 0;
        int from = MOST_LATE + 1 - delay;
        for (int band = 0; band < BANDS; band++) {
            var sources = said[band];
            var now = heard[band];
            float least = (float) (floor[band] + ACTIVE);
            float gains = 0;
            int compared = 0;
            for (int i = 0; i < count; i++) {
                float source = sources[from + i];
                if (source > LEAST_AGENT && now[i] > least) {
                    gains += now[i] - source;
                    compared++;
                }
            }
            fitted[band] = gains;
            pairs[band] = compared;
            sum += gains;
            all += compared;
        }
        if (all < LEAST_PAIRS) {
            return false;
        }
        for (int band = 0; band < BANDS; band++) {
            fitted[band] = (fitted[band] + PRIOR_PAIRS * sum / all) / (pairs[band] + PRIOR_PAIRS);
        }
        return true;
    }

    // Judging: only while an echo is known.

    private void judgeFrom(long from, long to) {
        Arrays.fill(echo, 0);
        for (long t = Math.max(0, from); t < to; t++) {
            judge(t);
        }
    }

    /// Compares one frame with the echo that is due then, or a frame sooner or later.
    private void judge(long t) {
        double sum = 0;
        long print = caller[slot(t)];
        for (int band = 0; band < BANDS; band++) {
            double source = source(t - late - 1, band);
            source = Math.max(source, source(t - late, band));
            source = Math.max(source, source(t - late + 1, band));
            double direct = source > 0 ? source + gain[band] : 0;
            echo[band] = Math.max(direct, echo[band] - DECAY);
            double explained = Math.max(echo[band], floor[band] + ABOVE_FLOOR - 2);
            double over = SoundPrint.decibels(print, band) - explained - MARGIN;
            sum += Math.clamp(over, 0, MOST_IN_BAND);
        }
        unexplained[slot(t)] = (float) sum;
    }

    /// A caller who takes up the handset has no echo any more, and one that was none is forgotten.
    private void checkPresence() {
        long print = caller[slot(frames - 1)];
        for (int band = 0; band < BANDS; band++) {
            double due = source(frames - 1 - late, band) + gain[band];
            if (due > floor[band] + MISSING) {
                expected++;
                missed += SoundPrint.decibels(print, band) < due - MISSING ? 1 : 0;
            }
        }
        if (expected > LEAST_EXPECTED) {
            if (missed > GONE * expected) {
                isLearned = false;
                Arrays.fill(evidence, 0);
            }
            expected *= 0.8;
            missed *= 0.8;
        }
    }

    private double source(long t, int band) {
        return t < 0 || t >= frames ? 0 : SoundPrint.decibels(agent[slot(t)], band);
    }

    private static int slot(long frame) {
        return (int) (frame % KEPT);
    }
}
