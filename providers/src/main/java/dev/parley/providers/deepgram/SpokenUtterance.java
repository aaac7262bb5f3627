package dev.parley.providers.deepgram;

/// One utterance of a caller on its way through a session, in seconds of the sound that was sent on
/// this connection. Confined to the session's loop, but for [#forget()].
final class SpokenUtterance {
    private static final double UNKNOWN = Double.POSITIVE_INFINITY;

    /// Up to here the vendor may leave out the end of the sound.
    private static final double NEARLY = 0.3;

    final long id;
    private double start;
    private double end = UNKNOWN;
    private boolean isOver;
    private volatile boolean isForgotten;
    private final StringBuilder settled = new StringBuilder();
    private String unsettled = "";
    private double coveredTo;
    private double settledTo;
    private String lastPartial = "";

    SpokenUtterance(long id) {
        this.id = id;
    }

    void beganAt(double seconds) {
        start = seconds;
        coveredTo = seconds;
        settledTo = seconds;
    }

    void endedAt(double seconds) {
        end = seconds;
    }

    double start() {
        return start;
    }

    double end() {
        return end;
    }

    boolean hasEnded() {
        return end != UNKNOWN;
    }

    boolean isSilent() {
        return hasEnded() && end <= start;
    }

    /// Answered, failed or forgotten.
    boolean isOver() {
        return isOver || isForgotten;
    }

    /// Nobody is told anything of it any more. Any thread.
    void forget() {
        isForgotten = true;
    }

    void over() {
        isOver = true;
    }

    boolean holds(double seconds) {
        return seconds >= start && seconds < end;
    }

    /// What will not change any more. What was settled already and comes once more is not said
    /// twice.
    void settle(String words, double upTo) {
        if (upTo <= settledTo) {
            return;
        }
        settledTo = upTo;
        if (!words.isEmpty()) {
            settled.append(settled.isEmpty() ? "" : " ").append(words);
        }
        unsettled = "";
        coveredTo = Math.max(coveredTo, upTo);
    }

    /// What may still change, after what is settled.
    void guess(String words, double upTo) {
        if (upTo <= settledTo) {
            return; // it comes late
        }
        unsettled = words;
        coveredTo = Math.max(coveredTo, upTo);
    }

    /// Whether what was understood reaches to the end of the sound.
    boolean isCovered() {
        return coveredTo >= end - NEARLY;
    }

    String words() {
        return settled.isEmpty()
                ? unsettled
                : unsettled.isEmpty() ? settled.toString() : settled + " " + unsettled;
    }

    /// Whether the words changed since the last time this was asked.
    boolean hasNews() {
        var words = words();
        boolean changed = !words.equals(lastPartial);
        lastPartial = words;
        return changed;
    }
}
