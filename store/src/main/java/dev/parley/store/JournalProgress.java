package dev.parley.store;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// How far the journal is written and how far it is in the database; where its two threads and
/// those who flush wait for each other. Thread-safe.
final class JournalProgress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private JournalPosition written = JournalPosition.START;
    private JournalPosition shipped = JournalPosition.START;
    private long backlogBytes;
    private boolean closing;

    /// Where a new run begins, and how much an earlier one left behind it.
    void resume(JournalPosition from, long bytes) {
        change(() -> {
            written = from;
            shipped = from;
            backlogBytes = bytes;
        });
    }

    void written(JournalPosition position, long bytes) {
        change(() -> {
            written = position;
            backlogBytes += bytes;
        });
    }

    void shipped(JournalPosition position, long bytes) {
        change(() -> {
            shipped = position;
            backlogBytes -= bytes;
        });
    }

    void closing() {
        change(() -> closing = true);
    }

    boolean isClosing() {
        return read(() -> closing);
    }

    long backlogBytes() {
        return read(() -> backlogBytes);
    }

    JournalPosition writtenPosition() {
        return read(() -> written);
    }

    private <T> T read(Supplier<T> value) {
        lock.lock();
        try {
            return value.get();
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is something to ship or the journal closes.
    void awaitWork(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            var nanos = limit.toNanos();
            while (written.compareTo(shipped) <= 0 && !closing && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everything before `position` is in the database; false if the limit came first.
    boolean awaitShipped(JournalPosition position, Duration limit) throws InterruptedException {
        var nanos = limit.toNanos();
        lock.lock();
        try {
            while (shipped.compareTo(position) < 0) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = moved.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
