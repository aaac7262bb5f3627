package dev.parley.call.media;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The one thread that sends the sound of all calls of a media event loop: `pacer-<n>`, a platform
/// thread on a 1 ms wheel. It sleeps while nothing is due and is woken by [Seat#wake].
public final class PacingWheel implements AutoCloseable {
    private final Lateness lateness = new Lateness();
    private final Wheel wheel = new Wheel(System.nanoTime(), lateness, this::knock);
    private final Thread thread;
    private final List<Meters.Gauge> gauges = new ArrayList<>();
    private volatile boolean isAsleep;
    private volatile boolean isStopping;

    /// Starts the thread.
    public PacingWheel(String name, Meters meters) {
        for (var quantile : List.of("0.5", "0.99", "0.999", "1")) {
            double share = Double.parseDouble(quantile);
            gauges.add(
                    meters.gauge(
                            Metric.FRAME_LATENESS,
                            () -> lateness.quantileSeconds(share),
                            name,
                            quantile));
        }
        thread = Thread.ofPlatform().name(name).daemon().start(this::turn);
    }

    /// Takes a place on the wheel; it runs first when woken. Close the seat to leave.
    public Seat register(Paced paced) {
        return wheel.seat(paced);
    }

    /// Places taken now.
    public int seats() {
        return wheel.seats();
    }

    /// Stops the thread and waits for it. Seats still open are not run again.
    @Override
    public void close() {
        isStopping = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        gauges.forEach(Meters.Gauge::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        while (!isStopping) {
            long now = System.nanoTime();
            lateness.turn(now);
            wheel.advance(now);
            isAsleep = true;
            sleepUntil(wheel.nextWake());
            isAsleep = false;
        }
    }

    private void sleepUntil(long wake) {
        if (wheel.hasWoken() || isStopping) {
            return;
        }
        if (wake == Paced.NEVER) {
            LockSupport.park(this);
            return;
        }
        long left = wake - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void knock() {
        if (isAsleep) {
            LockSupport.unpark(thread);
        }
    }
}
