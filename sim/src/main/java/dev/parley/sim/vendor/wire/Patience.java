package dev.parley.sim.vendor.wire;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Waiting that ends at once when the other side goes. Thread-safe.
final class Patience {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean isGone;

    void gone() {
        lock.lock();
        try {
            isGone = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isGone() {
        lock.lock();
        try {
            return isGone;
        } finally {
            lock.unlock();
        }
    }

    /// Waits so long.
    ///
    /// @throws ClientGone if the client goes before
    void pause(Duration time) throws ClientGone, InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (left > 0 && !isGone) {
                left = changed.awaitNanos(left);
            }
            if (isGone) {
                throw new ClientGone();
            }
        } finally {
            lock.unlock();
        }
    }
}
