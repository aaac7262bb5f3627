package dev.parley.it.faults;

import dev.parley.call.record.CallStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Hands entries on to the store and remembers them, so that a test knows what must be stored.
final class Kept implements CallStore {
    private static final long PATIENCE_SECONDS = 60;

    private final CallStore store;
    private final Watcher watcher;
    private final List<Entry> entries = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    Kept(CallStore store, Watcher watcher) {
        this.store = store;
        this.watcher = watcher;
    }

    @Override
    public void append(Entry entry) {
        lock.lock();
        try {
            entries.add(entry);
            more.signalAll();
            // Seen before it is kept, in one order: a kill between the two leaves no record of
            // something that nobody saw.
            watcher.saw(Watcher.kind(entry), Watcher.text(entry));
            store.append(entry);
        } finally {
            lock.unlock();
        }
    }

    List<Entry> of(String callId) {
        lock.lock();
        try {
            return entries.stream().filter(entry -> entry.callId().equals(callId)).toList();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the entries of a call give an answer.
    <T> T await(String callId, Function<List<Entry>, Optional<T>> question)
            throws InterruptedException {
        var left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lockInterruptibly();
        try {
            var answer = question.apply(of(callId));
            while (answer.isEmpty()) {
                if (left <= 0) {
                    throw new AssertionError("nothing more came after " + of(callId));
                }
                left = more.awaitNanos(left);
                answer = question.apply(of(callId));
            }
            return answer.get();
        } finally {
            lock.unlock();
        }
    }
}
