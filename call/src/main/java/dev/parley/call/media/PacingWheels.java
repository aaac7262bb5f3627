package dev.parley.call.media;

import dev.parley.meter.Meters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The pacing wheels of a server, one for each media event loop.
public final class PacingWheels implements AutoCloseable {
    private final PacingWheel[] wheels;
    private final Map<Thread, PacingWheel> byLoop = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /// @param count as many as there are media event loops
    public PacingWheels(int count, Meters meters) {
        if (count < 1) {
            throw new IllegalArgumentException("expected at least 1 pacing wheel, got " + count);
        }
        wheels =
                IntStream.range(0, count)
                        .mapToObj(n -> new PacingWheel("pacer-" + n, meters))
                        .toArray(PacingWheel[]::new);
    }

    /// The wheel that belongs to the calling event loop. Threads beyond the number of wheels (a
    /// reader for each leg) share them in turn.
    public PacingWheel mine() {
        var known = byLoop.get(Thread.currentThread());
        if (known != null) {
            return known;
        }
        var next = wheels[Math.floorMod(turn.getAndIncrement(), wheels.length)];
        if (byLoop.size() < wheels.length && !Thread.currentThread().isVirtual()) {
            byLoop.put(Thread.currentThread(), next);
        }
        return next;
    }

    @Override
    public void close() {
        for (var wheel : wheels) {
            wheel.close();
        }
    }
}
