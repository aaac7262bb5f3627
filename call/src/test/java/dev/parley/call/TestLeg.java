package dev.parley.call;

import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.leg.LegTraits.Playout;
import dev.parley.call.leg.Onlooker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A leg on the shared event loop of a test; what left is counted, what must happen can be awaited.
final class TestLeg implements Leg {
    private static final LegTraits TRAITS =
            new LegTraits(
                    "test", Codec.MULAW_8K, Playout.CLOCK, true, Duration.ofMillis(200), false);

    final AtomicInteger frames = new AtomicInteger();
    final CountDownLatch firstFrame = new CountDownLatch(1);
    final CountDownLatch flushed = new CountDownLatch(1);
    final CountDownLatch hungUp = new CountDownLatch(1);
    final AtomicReference<EndReason> reason = new AtomicReference<>(EndReason.SERVER_DIED);
    private final ExecutorService loop;
    private final Onlooker onlooker;

    TestLeg(ExecutorService loop) {
        this(loop, Onlooker.NONE);
    }

    TestLeg(ExecutorService loop, Onlooker onlooker) {
        this.loop = loop;
        this.onlooker = onlooker;
    }

    @Override
    public Onlooker onlooker() {
        return onlooker;
    }

    @Override
    public LegTraits traits() {
        return TRAITS;
    }

    @Override
    public boolean send(byte[] payload, int offset, int length) {
        frames.incrementAndGet();
        firstFrame.countDown();
        return true;
    }

    @Override
    public void mark(long markId) {
        throw new IllegalStateException("this carrier knows no marks");
    }

    @Override
    public void flush() {
        flushed.countDown();
    }

    @Override
    public void hangUp(EndReason why) {
        reason.set(why);
        hungUp.countDown();
    }

    @Override
    public void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException _) {
            // a closed leg drops what comes
        }
    }
}
