package dev.parley.sim.rtvi;

/// Sound comes only between `bot-started-speaking` and `bot-stopped-speaking`, in whole samples, at
/// the rate the player has; after an interruption none until the bot starts to speak anew, because
/// the player drops nothing; and never far ahead of real time, counted from the first sound of a
/// stretch: what a stall of the machine held up may follow at once, and what the player still has
/// of a cut sentence is not the next one's fault.
final class SoundRule {
    private static final long FORGET_NANOS = 2_000_000_000L;
    private static final long NEW_STRETCH_NANOS = 1_000_000_000L;

    private final RtviCall call;
    private final Complaints complaints;
    private boolean isSpeaking;
    private boolean isCut;
    private long playedUntil = Long.MIN_VALUE;
    private long scheduledUntil = Long.MIN_VALUE;
    private boolean isToldAhead;
    private boolean isNewTurn;
    private boolean isAfterCut;
    private long maxAhead;
    private long lateness;
    private long latenessAt = Long.MIN_VALUE;
    private double millis;

    SoundRule(RtviCall call, Complaints complaints) {
        this.call = call;
        this.complaints = complaints;
    }

    void message(RtviEvent event) {
        switch (event.type()) {
            case "bot-started-speaking" -> {
                isSpeaking = true;
                isAfterCut = isCut;
                isCut = false;
                isToldAhead = false;
                isNewTurn = true;
            }
            case "bot-stopped-speaking" -> isSpeaking = false;
            case "bot-interrupted" -> isCut = true;
            default -> {}
        }
    }

    void interruption() {
        isCut = true;
    }

    /// Our own clock was late by this: what comes in a burst is not the server's fault.
    void late(long lateMillis, long nanos) {
        if (lateMillis > lateness || nanos - latenessAt > FORGET_NANOS) {
            lateness = lateMillis;
            latenessAt = nanos;
        }
    }

    void audio(byte[] sound, long rate, long channels, long nanos) {
        if (!call.wantsSound()) {
            complaints.add("sound-unasked", sound.length + " bytes");
        }
        if (sound.length == 0 || sound.length % 2 != 0) {
            complaints.add("odd-sound", sound.length + " bytes");
        }
        if (rate != call.playerRate() || channels != 1) {
            complaints.add("sound-format", rate + " Hz, " + channels + " channels");
        }
        if (isCut) {
            complaints.add("sound-after-interruption", sound.length + " bytes");
        } else if (!isSpeaking) {
            complaints.add("sound-while-silent", sound.length + " bytes");
        }
        long length = sound.length / 2 * 1_000_000_000L / call.playerRate();
        millis += length / 1e6;
        boolean isNewStretch =
                scheduledUntil == Long.MIN_VALUE
                        || (isNewTurn && isAfterCut)
                        || nanos - playedUntil > (isNewTurn ? 0 : NEW_STRETCH_NANOS);
        isNewTurn = false;
        scheduledUntil = (isNewStretch ? nanos : scheduledUntil) + length;
        playedUntil = Math.max(playedUntil, nanos) + length;
        maxAhead = Math.max(maxAhead, (playedUntil - nanos) / 1_000_000);
        long ahead = (scheduledUntil - nanos) / 1_000_000;
        if (ahead > call.maxAheadMillis() + lateness && !isToldAhead) {
            isToldAhead = true;
            complaints.add("too-far-ahead", ahead + " ms");
        }
    }

    boolean isSpeaking() {
        return isSpeaking;
    }

    /// Sound received so far.
    double millis() {
        return millis;
    }

    /// The most that ever waited in the player, stalls of the network and of either machine
    /// included.
    long maxAheadMillis() {
        return maxAhead;
    }
}
