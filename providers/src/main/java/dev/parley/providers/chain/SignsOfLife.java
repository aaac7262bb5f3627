package dev.parley.providers.chain;

/// Whether a recognizer that tells its guesses has fallen silent: it was given clear speech and
/// says nothing of it, neither soon after the speech nor while that goes on. What is measured is
/// the speech since its last sign, so that nobody is suspected who has nothing to tell. Pure;
/// nanoseconds of any clock.
final class SignsOfLife {
    /// Not yet.
    static final long NEVER = Long.MAX_VALUE;

    /// A cough is shorter.
    private static final int UNANSWERED_MILLIS = 600;

    /// The same once it has told a guess, so that it is speech.
    private static final int GOES_ON_MILLIS = 200;

    /// The same of one that tells each time it has listened, not only what is new.
    private static final int TALKATIVE_MILLIS = 100;

    /// What such a one tells is of sound so long ago: it will tell more of what came since.
    private static final int DELAY_MILLIS = 200;

    /// While speech lasts, guesses come at least so often.
    private static final int LASTING_MILLIS = 1500;

    private final long longestSilenceNanos;
    private boolean hasTold;
    private boolean isTalkative;
    private int unansweredMillis;
    private long lastSpeech;

    SignsOfLife(long longestSilenceNanos) {
        this.longestSilenceNanos = longestSilenceNanos;
    }

    /// So much clear speech was given until now.
    void speech(int millis, long now) {
        if (millis > 0) {
            unansweredMillis += millis;
            lastSpeech = now;
        }
    }

    /// It told something.
    ///
    /// @param talkative whether it is known to tell each time it has listened
    void sign(boolean talkative, long now) {
        hasTold = true;
        isTalkative = talkative;
        long sinceMillis = (now - lastSpeech) / 1_000_000;
        int notMeant = talkative ? Math.clamp(DELAY_MILLIS - sinceMillis, 0, DELAY_MILLIS) : 0;
        unansweredMillis = Math.min(unansweredMillis, notMeant);
    }

    /// Another is asked, who has told nothing yet.
    void anew() {
        hasTold = false;
        unansweredMillis = 0;
    }

    /// When it is silent for too long unless something comes, of it or of the caller.
    long due() {
        if (unansweredMillis >= LASTING_MILLIS) {
            return lastSpeech;
        }
        return unansweredMillis >= least() ? lastSpeech + longestSilenceNanos : NEVER;
    }

    private int least() {
        if (!hasTold) {
            return UNANSWERED_MILLIS;
        }
        return isTalkative ? TALKATIVE_MILLIS : GOES_ON_MILLIS;
    }
}
