package dev.parley.call;

import dev.parley.call.conversation.Input;
import dev.parley.meter.Meters.Counter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What happened to a call, on its way to the call's thread. Any thread may put in, without waiting
/// or locking; only the owner takes. At most 1024 wait: a full mailbox means that the call's thread
/// does not keep up, and ends the call instead of losing an edge of speech.
final class Mailbox implements Consumer<Input> {
    static final int CAPACITY = 1024;

    private final Queue<Input> inputs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Counter drops;
    private final LongSupplier nanoTime;
    private volatile @Nullable Thread owner;
    private volatile boolean hasOverflowed;
    private boolean hasToldOverflow;

    Mailbox(Counter drops, LongSupplier nanoTime) {
        this.drops = drops;
        this.nanoTime = nanoTime;
    }

    @Override
    public void accept(Input input) {
        if (size.incrementAndGet() > CAPACITY) {
            size.decrementAndGet();
            drops.increment();
            hasOverflowed = true;
        } else {
            inputs.add(input);
        }
        LockSupport.unpark(owner);
    }

    /// Owner only: the next input, waiting for one until `deadline` (of `nanoTime`) at the latest;
    /// null if none came. What waits comes first even if the deadline is over.
    @Nullable Input await(long deadline) throws InterruptedException {
        owner = Thread.currentThread();
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (hasOverflowed && !hasToldOverflow) {
                hasToldOverflow = true;
                return new Input.Line.Broken("mailbox full: " + CAPACITY + " inputs waiting");
            }
            var input = inputs.poll();
            if (input != null) {
                size.decrementAndGet();
                return input;
            }
            if (deadline == Long.MAX_VALUE) {
                LockSupport.park(this);
                continue;
            }
            long left = deadline - nanoTime.getAsLong();
            if (left <= 0) {
                return null;
            }
            LockSupport.parkNanos(this, left);
        }
    }
}
