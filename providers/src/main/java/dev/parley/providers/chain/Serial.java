package dev.parley.providers.chain;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs tasks one at a time, in the order in which they came, on the thread of whoever brought one
/// while none ran. So nobody waits and no lock is held while calling out. A task may bring another:
/// it runs after it.
///
/// Queue: what comes while a task runs. Tasks never wait, and what brings them is bounded: the
/// events of one request, or the sound of one call.
final class Serial {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        RuntimeException defect = null;
        do {
            var next = tasks.poll();
            try {
                if (next != null) {
                    next.run();
                }
            } catch (RuntimeException e) {
                defect = e; // the tasks behind it are not its fault
            }
        } while (waiting.decrementAndGet() > 0);
        if (defect != null) {
            throw defect;
        }
    }
}
