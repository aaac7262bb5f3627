package dev.parley.call.media;

import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.meter.Meters.Counter;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The recording of one call: a stereo file, the caller left at media time, the agent right where
/// it played, without what was flushed. The taps copy into rings of 2 s; everything else is the
/// writer's thread. Sound that a full ring could not take is a gap, and counted.
public final class Recording implements Tap {
    private static final int RING_FRAMES = 108;

    /// What is younger may still be cut or come late.
    private static final long OPEN_NANOS = 600_000_000;

    private static final long MAX_AHEAD_NANOS = 800_000_000;
    private static final long FINISH_PATIENCE_SECONDS = 2;

    private final Opening opening;
    private final String name;
    private final Codec codec;
    private final long startNanos;
    private final LongSupplier nanoTime;
    private final Counter drops;
    private final Runnable knock;
    private final FrameRing callerRing;
    private final FrameRing agentRing;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long endNanos = Long.MAX_VALUE;
    private volatile boolean isClosed;

    // The writer's thread.
    private final short[] samples;
    private final Timeline timeline;
    private @Nullable SoundFile file;

    /// Makes the file, on the writer's thread.
    @FunctionalInterface
    interface Opening {
        SoundFile open() throws IOException;
    }

    /// @param name how the record of the call names the file
    /// @param knock wakes the writer
    Recording(
            Opening opening,
            String name,
            Codec codec,
            long startNanos,
            LongSupplier nanoTime,
            Counter drops,
            Runnable knock) {
        this.opening = opening;
        this.name = name;
        this.codec = codec;
        this.startNanos = startNanos;
        this.nanoTime = nanoTime;
        this.drops = drops;
        this.knock = knock;
        this.callerRing = new FrameRing(RING_FRAMES, codec.frameBytes());
        this.agentRing = new FrameRing(RING_FRAMES, codec.frameBytes());
        this.samples = new short[Wire.frameSamples(codec)];
        this.timeline = new Timeline(codec.rate());
    }

    @Override
    public void caller(long sample, byte[] payload, int offset, int length) {
        if (!isClosed && !callerRing.add(sample, payload, offset, length)) {
            drops.increment();
        }
    }

    @Override
    public void agent(long nanos, byte[] payload, int offset, int length) {
        if (!isClosed && !agentRing.add(sampleAt(nanos), payload, offset, length)) {
            drops.increment();
        }
    }

    @Override
    public void cutAgent(long nanos) {
        if (!isClosed && !agentRing.addCut(sampleAt(nanos))) {
            drops.increment();
        }
    }

    /// The call is over: has the file completed, waits for it at most 2 s, and returns its name
    /// below the recordings folder.
    public String finish() {
        end();
        try {
            closed.await(FINISH_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return name;
    }

    /// Nothing is recorded from here on; the writer completes the file.
    void end() {
        endNanos = nanoTime.getAsLong();
        knock.run();
    }

    /// Writer: takes over what came and writes what is old enough. True if the recording is
    /// complete.
    boolean write() throws IOException {
        long now = nanoTime.getAsLong();
        boolean isLast = endNanos != Long.MAX_VALUE;
        var open = file;
        if (open == null) {
            open = opening.open();
            file = open;
        }
        take(callerRing, Timeline.Side.CALLER, now, open);
        take(agentRing, Timeline.Side.AGENT, now, open);
        timeline.writeUpTo(sampleAt(isLast ? endNanos : now - OPEN_NANOS), open);
        return isLast;
    }

    /// Writer: completes the file, on every path.
    void close() throws IOException {
        isClosed = true;
        try (var _ = file) {
            file = null;
        } finally {
            closed.countDown();
        }
    }

    private void take(FrameRing ring, Timeline.Side side, long now, SoundFile open)
            throws IOException {
        for (; ring.hasNext(); ring.remove()) {
            long position = ring.position();
            if (ring.length() == FrameRing.CUT) {
                timeline.erase(side, position);
            } else if (position < 0 || position > sampleAt(now + MAX_AHEAD_NANOS)) {
                drops.increment();
            } else {
                int count = ring.length() / Wire.bytesPerSample(codec);
                Wire.decode(codec, ring.array(), ring.offset(), count, samples, 0);
                if (timeline.place(side, position, samples, count, open) > 0) {
                    drops.increment();
                }
            }
        }
    }

    private long sampleAt(long nanos) {
        return Math.floorDiv((nanos - startNanos) / 1000 * codec.rate(), 1_000_000L);
    }
}
