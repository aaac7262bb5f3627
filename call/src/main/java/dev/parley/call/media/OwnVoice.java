package dev.parley.call.media;

import dev.parley.audio.EchoGuard;
import dev.parley.audio.Level;
import dev.parley.audio.SoundPrint;

/// Finds the agent's own voice in the caller's sound: compares it with what was [Spoken], while the
/// agent speaks and for a second and a half after. For a caller who has shown no echo, for a third
/// of a second, and of frames no louder than the quiet line only every fourth is looked at. The
/// Ear's IO thread.
final class OwnVoice {
    private static final long AFTER_SLOTS = 75;
    private static final long AFTER_SLOTS_WITHOUT_ECHO = 16;

    /// 1.8 dB, as a ratio of powers.
    private static final double NO_LOUDER = 1.5;

    private static final int LOOKED_AT_OF_QUIET = 4;

    /// An utterance of which no more frames are somebody's was none. A short "yes" has twice as
    /// many.
    private static final int SLIPS = 5;

    /// What is found to be an echo while it sounds may have so many of a hundred.
    private static final int SLIPS_PERCENT = 15;

    /// The frames between the start of speech and when it is told.
    private static final int BEFORE_TOLD = 5;

    private static final int LEAST_FRAMES = 10;

    private static final int RECENT = 0b11111;
    private static final int SOMEBODY = 3;

    /// How long words are withheld because they may be the agent's.
    private static final int PATIENCE_FRAMES = 75;

    private final Spoken spoken;
    private final EchoGuard guard = new EchoGuard();
    private final SoundPrint prints;
    private final MediaCounters counters;
    private long next = -1;
    private boolean isOwn;
    private boolean wasLearned;
    private boolean hasJustLearned;
    private int recent;
    private int frames;
    private int others;

    /// The last frame that was looked at and found quiet: its power, its print.
    private double quietPower = -1;

    private long quietPrint;
    private int sparedInRow;

    OwnVoice(Spoken spoken, int rate, MediaCounters counters) {
        this.spoken = spoken;
        this.prints = new SoundPrint(rate);
        this.counters = counters;
    }

    /// Takes the next frame of the caller's sound, 20 ms or less.
    ///
    /// @param millis when it began, milliseconds of the call
    /// @return whether it is the agent's own voice and nobody else's
    boolean hear(short[] samples, int count, long millis) {
        long slot = Math.floorDiv(millis, Spoken.SLOT_MILLIS);
        hasJustLearned = false;
        if (!isNear(slot)) {
            next = -1;
            frames++;
            others++;
            isOwn = false;
            note();
            return false;
        }
        if (next < 0) {
            guard.restart();
        }
        // the caller's time may be corrected by a little, which is no gap
        long at = next >= 0 && Math.abs(slot - next) <= 1 ? next : slot;
        next = at + 1;
        guard.frame(print(samples, count), spoken.at(at));
        isOwn = guard.isOwn();
        note();
        frames++;
        if (isOwn) {
            counters.own().increment();
        } else {
            others++;
        }
        hasJustLearned = guard.isLearned() && !wasLearned;
        wasLearned = guard.isLearned();
        if (hasJustLearned) {
            recent = 0; // nothing was known of those frames
        }
        return isOwn;
    }

    /// Whether the agent speaks, or did just now.
    private boolean isNear(long slot) {
        long after = guard.seemsAbsent() ? AFTER_SLOTS_WITHOUT_ECHO : AFTER_SLOTS;
        return spoken.last() >= 0 && slot <= spoken.last() + after;
    }

    /// For a caller without an echo, a frame like the quiet ones before it has nearly their print.
    private long print(short[] samples, int count) {
        if (!guard.seemsAbsent()) {
            quietPower = -1;
            return prints.of(samples, 0, count);
        }
        double power = Level.meanSquare(samples, 0, count);
        if (power <= quietPower * NO_LOUDER && sparedInRow < LOOKED_AT_OF_QUIET - 1) {
            sparedInRow++;
            return quietPrint;
        }
        sparedInRow = 0;
        long print = prints.of(samples, 0, count);
        quietPower = guard.isQuiet(print) ? power : -1;
        quietPrint = print;
        return print;
    }

    /// Whether somebody else speaks: three of the last five frames are not the agent's own voice.
    boolean isSomebody() {
        return Integer.bitCount(recent) >= SOMEBODY;
    }

    private void note() {
        recent = ((recent << 1) | (isOwn ? 0 : 1)) & RECENT;
    }

    /// An utterance begins.
    void opens() {
        others = guard.isLearned() ? guard.others(BEFORE_TOLD) : BEFORE_TOLD;
        frames = BEFORE_TOLD;
    }

    /// Whether the utterance so far turns out to be the agent's, now that its echo is known.
    boolean isFound() {
        return hasJustLearned
                && frames >= LEAST_FRAMES
                && guard.others(frames) * 100 <= SLIPS_PERCENT * frames;
    }

    /// Whether the utterance, which ended, was the agent's.
    boolean wasNobody() {
        return guard.isLearned() && others <= SLIPS;
    }

    /// Whether the words of the utterance may be the agent's.
    boolean isSuspected() {
        return guard.isSuspected() && frames <= PATIENCE_FRAMES;
    }
}
