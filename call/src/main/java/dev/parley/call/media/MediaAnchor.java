package dev.parley.call.media;

/// Ties the caller's media time to the time of the call: the frame that came soonest after it was
/// made says when media time 0 was, because delays only ever add. Gives way by 1 ms in 10 s, so
/// that a carrier whose clock is slow is followed. Pure; milliseconds.
final class MediaAnchor {
    private static final int FRAMES_PER_STEP = 500;

    /// For the recording: it moves only if it is this wrong, since each move can be heard.
    private static final long SETTLED_MILLIS = 40;

    private boolean isSet;
    private long zero;
    private long settledZero;
    private int frames;

    /// Sound up to this media time arrived at this time of the call.
    void observe(long mediaEnd, long now) {
        long latest = now - mediaEnd;
        if (!isSet) {
            isSet = true;
            zero = latest;
            settledZero = latest;
            return;
        }
        frames++;
        if (frames == FRAMES_PER_STEP) {
            frames = 0;
            zero++;
        }
        zero = Math.min(zero, latest);
        if (Math.abs(zero - settledZero) > SETTLED_MILLIS) {
            settledZero = zero;
        }
    }

    /// The time of the call at media time 0, as far as known now.
    long zero() {
        return zero;
    }

    /// The same for the recording.
    long settledZero() {
        return settledZero;
    }
}
