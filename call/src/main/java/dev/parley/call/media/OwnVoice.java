package dev.parley.call.media;

import dev.parley.audio.EchoGuard;
import dev.parley.audio.SoundPrint;

/// Finds the agent's own voice in the caller's sound: compares it with what was [Spoken], while the
/// agent speaks and for a second and a half after. The Ear's IO thread.
final class OwnVoice {
    private static final long AFTER_SLOTS = 75;

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
        if (spoken.last() < 0 || slot > spoken.last() + AFTER_SLOTS) {
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
        guard.frame(prints.of(samples, 0, count), spoken.at(at));
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
