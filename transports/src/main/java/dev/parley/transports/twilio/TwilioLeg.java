package dev.parley.transports.twilio;

import dev.parley.call.EndReason;
import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegTraits;
import dev.parley.meter.Meters;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.LongSupplier;

/// The outbound side of one call. `send`, `mark` and `flush` come from one pacing wheel; echoes of
/// marks are judged on the IO thread. A mark's name carries its epoch, so that an echo that
/// overtook a flush, or that Twilio sends because of one, is known to be void.
final class TwilioLeg implements Leg {
    private static final LegTraits TRAITS =
            new LegTraits(
                    "twilio",
                    LegTraits.Codec.MULAW_8K,
                    LegTraits.Playout.MARKS,
                    true,
                    Duration.ofMillis(200),
                    false);

    private final Wire wire;
    private final LongSupplier nanoTime;
    private final long stuckNanos;
    private final Meters.Counter unsent;
    private final Runnable stuck;
    private final Closing closing;
    private final String mediaStart;
    private final String markStart;
    private final String clear;

    private volatile int epoch;
    private volatile long lastMark;
    private long lastEcho;
    private long refusedSince = Long.MIN_VALUE;

    /// What happens on the IO thread when the call hangs up.
    @FunctionalInterface
    interface Closing {
        void hangUp(EndReason reason);
    }

    /// `streamSid` needs no escaping; `stuck` and `closing` run on the IO thread.
    TwilioLeg(
            Wire wire,
            String streamSid,
            LongSupplier nanoTime,
            Duration stuckTimeout,
            Meters.Counter unsent,
            Runnable stuck,
            Closing closing) {
        this.wire = wire;
        this.nanoTime = nanoTime;
        this.stuckNanos = stuckTimeout.toNanos();
        this.unsent = unsent;
        this.stuck = stuck;
        this.closing = closing;
        var streamed = "\",\"streamSid\":\"" + streamSid + "\"";
        this.mediaStart = "{\"event\":\"media" + streamed + ",\"media\":{\"payload\":\"";
        this.markStart = "{\"event\":\"mark" + streamed + ",\"mark\":{\"name\":\"";
        this.clear = "{\"event\":\"clear" + streamed + "}";
    }

    @Override
    public LegTraits traits() {
        return TRAITS;
    }

    @Override
    public boolean send(byte[] payload, int offset, int length) {
        if (wire.isFull()) {
            refuse();
            return false;
        }
        refusedSince = Long.MIN_VALUE;
        var sound = Arrays.copyOfRange(payload, offset, offset + length);
        wire.media(mediaStart + Base64.getEncoder().encodeToString(sound) + "\"}}", epoch);
        return true;
    }

    @Override
    public void mark(long markId) {
        lastMark = markId;
        wire.text(markStart + epoch + "-" + markId + "\"}}");
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one wheel writes; others only read
    public void flush() {
        epoch++;
        wire.voidBefore(epoch);
        wire.text(clear);
    }

    @Override
    public void hangUp(EndReason reason) {
        wire.execute(() -> closing.hangUp(reason));
    }

    @Override
    public void execute(Runnable task) {
        wire.execute(task);
    }

    /// What an echo of a mark means.
    sealed interface Echo {
        record Played(long markId) implements Echo {}

        /// Sent before a flush: says nothing about what was heard.
        record Voided() implements Echo {}

        record Unknown() implements Echo {}
    }

    /// Judges an echo. IO thread.
    Echo echoed(String name) {
        int dash = name.indexOf('-');
        long markEpoch = dash < 0 ? -1 : wholeNumber(name.substring(0, dash));
        long id = dash < 0 ? -1 : wholeNumber(name.substring(dash + 1));
        int now = epoch;
        if (markEpoch < 0 || id < 0 || markEpoch > now || id > lastMark) {
            return new Echo.Unknown();
        }
        if (markEpoch < now) {
            return new Echo.Voided();
        }
        if (id <= lastEcho) {
            return new Echo.Unknown();
        }
        lastEcho = id;
        return new Echo.Played(id);
    }

    private void refuse() {
        unsent.increment();
        long now = nanoTime.getAsLong();
        if (refusedSince == Long.MIN_VALUE) {
            refusedSince = now;
        } else if (now - refusedSince > stuckNanos) {
            wire.execute(stuck);
        }
    }

    private static long wholeNumber(String digits) {
        if (digits.isEmpty() || digits.length() > 18) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }
}
