package dev.parley.call.sound;

import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.record.CallStore;
import dev.parley.meter.Meters;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures the sound of calls, recorded or not. One thread, `sound-watch`, for all calls, ten
/// times a second; a call whose measuring breaks goes on without.
public final class SoundWatches implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SoundWatches.class);
    private static final long ROUND_NANOS = 100_000_000;

    private final CallStore store;
    private final Clock clock;
    private final SoundMeters meters;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean isStopping;

    private record Entry(String callId, SoundWatch watch) {}

    /// @param clock wall time, for the records
    public SoundWatches(CallStore store, Clock clock, Meters meters) {
        this.store = store;
        this.clock = clock;
        this.meters = new SoundMeters(meters);
        this.thread = Thread.ofPlatform().name("sound-watch").daemon().start(this::measure);
    }

    /// Opens the measuring of a call, until its [SoundWatch#finish].
    ///
    /// @param startNanos `System.nanoTime` at the beginning of the call
    public SoundWatch open(String callId, Codec codec, long startNanos) {
        var watch = new SoundWatch(callId, codec, startNanos, meters, store, clock, this::wake);
        entries.add(new Entry(callId, watch));
        wake();
        return watch;
    }

    /// Forgets a call that could not be opened.
    public void forget(SoundWatch watch) {
        entries.removeIf(entry -> entry.watch == watch);
    }

    /// Stops the thread; calls that have not finished are not measured further.
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

    private void measure() {
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

    /// One round of one call; its root: what fails here ends this measuring only.
    private boolean isOver(Entry entry, boolean isLast) {
        try {
            if (!entry.watch.round(System.nanoTime()) && !isLast) {
                return false;
            }
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("call", entry.callId)
                    .addKeyValue("failure", e.toString())
                    .log("sound of a call is not measured any more");
        }
        entry.watch.abandon();
        return true;
    }
}
