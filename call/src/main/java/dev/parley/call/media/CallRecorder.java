package dev.parley.call.media;

import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records calls into a folder of [Recordings]. One thread, `recorder`, writes for all calls, ten
/// times a second. A disk that refuses ends the recording, not the call.
public final class CallRecorder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CallRecorder.class);
    private static final long ROUND_NANOS = 100_000_000;

    private final Recordings recordings;
    private final Clock clock;
    private final Meters.Counter drops;
    private final Meters.Counter failures;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean isStopping;

    private record Entry(String callId, Recording recording, Runnable onFailure) {}

    /// @param clock wall time, for the day's folder
    public CallRecorder(Recordings recordings, Clock clock, Meters meters) {
        this.recordings = recordings;
        this.clock = clock;
        this.drops = meters.counter(Metric.QUEUE_DROPS, "recording");
        this.failures = meters.counter(Metric.RECORDINGS_FAILED);
        this.thread = Thread.ofPlatform().name("recorder").daemon().start(this::write);
    }

    /// Opens the recording of a call; nothing touches the disk on the calling thread.
    ///
    /// @param startNanos `System.nanoTime` at the beginning of the call
    /// @param onFailure told on the recorder's thread if the disk refuses
    public Recording open(String callId, Codec codec, long startNanos, Runnable onFailure) {
        String name = recordings.name(LocalDate.now(clock), callId);
        var recording =
                new Recording(
                        () -> recordings.create(name, callId, codec.rate()),
                        name,
                        codec,
                        startNanos,
                        System::nanoTime,
                        drops,
                        this::wake);
        entries.add(new Entry(callId, recording, onFailure));
        wake();
        return recording;
    }

    /// Completes every file and stops the thread.
    @Override
    public void close() {
        isStopping = true;
        wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    private void write() {
        while (true) {
            boolean isLast = isStopping;
            entries.removeIf(entry -> isOver(entry, isLast));
            if (isLast) {
                return;
            }
            if (entries.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, ROUND_NANOS);
            }
        }
    }

    /// One round of one recording; its root: what fails here ends this recording only.
    private boolean isOver(Entry entry, boolean isLast) {
        Exception failure = null;
        boolean isOver = true;
        try {
            isOver = entry.recording.write() || isLast;
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        if (isOver) {
            try {
                entry.recording.close();
            } catch (IOException | RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            fail(entry, failure);
        }
        return isOver;
    }

    private void fail(Entry entry, Exception failure) {
        failures.increment();
        log.atError()
                .addKeyValue("call", entry.callId)
                .addKeyValue("failure", failure.toString())
                .log("recording stopped: check the disk of the recordings folder");
        entry.onFailure.run();
    }
}
