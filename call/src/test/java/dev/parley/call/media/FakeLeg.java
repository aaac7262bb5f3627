package dev.parley.call.media;

import dev.parley.call.EndReason;
import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.leg.LegTraits.Playout;
import dev.parley.call.leg.Onlooker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/// A leg that remembers what it was asked to do, in order. Tasks run at once.
final class FakeLeg implements Leg {
    final List<Sent> sent = new ArrayList<>();

    /// What a watched leg was shown, with the time.
    final List<Seen> seen = new ArrayList<>();

    private final LegTraits traits;
    private final LongSupplier nanoTime;
    private final Onlooker onlooker;

    /// Takes no sound: the connection is gone, or its queue full.
    boolean refuses;

    boolean isTextOnly;

    record Seen(long nanos, Onlooker.Sight sight) {}

    /// What left, and when.
    sealed interface Sent {
        long nanos();

        record Frame(long nanos, int value) implements Sent {}

        record Mark(long nanos, long id) implements Sent {}

        record Flush(long nanos) implements Sent {}

        record HangUp(long nanos, EndReason reason) implements Sent {}
    }

    FakeLeg(LegTraits traits, LongSupplier nanoTime) {
        this(traits, nanoTime, false);
    }

    FakeLeg(LegTraits traits, LongSupplier nanoTime, boolean isWatched) {
        this.traits = traits;
        this.nanoTime = nanoTime;
        this.onlooker =
                isWatched
                        ? sight -> seen.add(new Seen(nanoTime.getAsLong(), sight))
                        : Onlooker.NONE;
    }

    /// Like a carrier with marks and flush; PCM, so that a frame's value tells whose it is.
    static LegTraits marks(int leadMillis) {
        return new LegTraits(
                "fake", Codec.PCM_8K, Playout.MARKS, true, Duration.ofMillis(leadMillis), false);
    }

    static LegTraits clock(int leadMillis, boolean flushes, boolean idleFill) {
        return new LegTraits(
                "fake",
                Codec.PCM_8K,
                Playout.CLOCK,
                flushes,
                Duration.ofMillis(leadMillis),
                idleFill);
    }

    List<Sent.Frame> frames() {
        return only(Sent.Frame.class);
    }

    <T extends Sent> List<T> only(Class<T> type) {
        return sent.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public LegTraits traits() {
        return traits;
    }

    @Override
    public Onlooker onlooker() {
        return onlooker;
    }

    @Override
    public boolean isTextOnly() {
        return isTextOnly;
    }

    @Override
    public boolean send(byte[] payload, int offset, int length) {
        if (refuses) {
            return false;
        }
        byte[] frame = Arrays.copyOfRange(payload, offset, offset + length);
        int value = (short) ((frame[1] << 8) | (frame[0] & 0xFF));
        sent.add(new Sent.Frame(nanoTime.getAsLong(), value));
        return true;
    }

    @Override
    public void mark(long markId) {
        sent.add(new Sent.Mark(nanoTime.getAsLong(), markId));
    }

    @Override
    public void flush() {
        sent.add(new Sent.Flush(nanoTime.getAsLong()));
    }

    @Override
    public void hangUp(EndReason reason) {
        sent.add(new Sent.HangUp(nanoTime.getAsLong(), reason));
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }
}
