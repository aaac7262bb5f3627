package dev.parley.providers.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few platform threads that serve many calls in turn, a piece of work each time. A call is
/// served by one thread at a time.
///
/// Queue: one place for each call and for each that has just ended, so it is never full.
final class DspThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DspThreads.class);

    private final BlockingQueue<Place> ready;
    private final List<Thread> threads = new ArrayList<>();

    DspThreads(int count, int maxCalls) {
        ready = new ArrayBlockingQueue<>(2 * maxCalls);
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().name("dsp-" + i).daemon().start(this::run));
        }
    }

    Place place(Work work) {
        return new Place(work);
    }

    /// Stops after the pieces in work.
    ///
    /// @return false if a thread did not stop in time and may still use its engine
    boolean stop(long millis) {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(millis);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public void close() {
        stop(5_000);
    }

    private void run() {
        short[] chunk = new short[Inbox.CHUNK];
        try {
            while (!Thread.interrupted()) {
                serve(ready.take(), chunk);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Place place, short[] chunk) {
        try {
            place.work.serve(chunk);
        } catch (RuntimeException | Error failure) {
            LOG.atError().setCause(failure).log("recognizer engine failed");
            place.work.broken();
        }
        place.queued.set(false);
        if (place.work.hasWork()) {
            place.wake();
        }
    }

    /// Something that wants to be served.
    interface Work {
        /// Does one piece of work.
        void serve(short[] chunk);

        boolean hasWork();

        /// `serve` threw: end what was in work.
        void broken();
    }

    /// A call's place in the queue.
    final class Place {
        private final Work work;
        private final AtomicBoolean queued = new AtomicBoolean();

        private Place(Work work) {
            this.work = work;
        }

        /// Queues the work unless it is queued or being served. Any thread, never blocks.
        void wake() {
            if (queued.compareAndSet(false, true) && !ready.offer(this)) {
                throw new IllegalStateException("more places than calls");
            }
        }
    }
}
