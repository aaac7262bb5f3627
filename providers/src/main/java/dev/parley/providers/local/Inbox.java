package dev.parley.providers.local;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/// What waits for the engine in one call: sound in a ring and commands at their places in it, taken
/// in order. The IO thread puts, an engine thread takes; the lock is held for one copy of at most
/// 100 ms of sound.
///
/// Ring: [#CAPACITY] samples (2 s); when full the oldest are dropped and reported.
final class Inbox {
    static final int CAPACITY = 2 * VoskModel.RATE;

    /// More commands than this wait only if the engine threads are stuck.
    private static final int CROWD = 64;

    /// Sound is decoded in pieces of 100 ms.
    static final int CHUNK = VoskModel.RATE / 10;

    private static final Item NOTHING = new Item.Nothing();

    private final ReentrantLock lock = new ReentrantLock();
    private final short[] ring = new short[CAPACITY];
    private final ArrayDeque<Placed> commands = new ArrayDeque<>();
    private long written;
    private long read;

    /// Keeps a copy of the samples.
    ///
    /// @return how many older samples were dropped for them
    int add(short[] samples, int offset, int count) {
        int kept = Math.min(count, CAPACITY);
        lock.lock();
        try {
            int at = (int) (written % CAPACITY);
            int first = Math.min(kept, CAPACITY - at);
            int from = offset + count - kept;
            System.arraycopy(samples, from, ring, at, first);
            System.arraycopy(samples, from + first, ring, 0, kept - first);
            written += kept;
            long oldest = Math.max(read, written - CAPACITY);
            int dropped = (int) (oldest - read) + count - kept;
            read = oldest;
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /// Samples that can be added without any being dropped.
    int room() {
        lock.lock();
        try {
            return CAPACITY - (int) (written - read);
        } finally {
            lock.unlock();
        }
    }

    /// True if no further utterance may begin; those begun may still be finished and forgotten.
    boolean isCrowded() {
        lock.lock();
        try {
            return commands.size() >= CROWD;
        } finally {
            lock.unlock();
        }
    }

    void add(Command command) {
        lock.lock();
        try {
            commands.add(new Placed(written, command));
        } finally {
            lock.unlock();
        }
    }

    /// A whole piece of sound, or a command with what lies before it.
    boolean hasWork() {
        lock.lock();
        try {
            return !commands.isEmpty() || written - read >= CHUNK;
        } finally {
            lock.unlock();
        }
    }

    /// Takes the next piece of sound into `chunk` (room for [#CHUNK]), or the next command.
    Item take(short[] chunk) {
        lock.lock();
        try {
            Placed next = commands.peek();
            if (next != null && next.at <= read) {
                commands.remove();
                return next.command;
            }
            long ready = (next == null ? written : next.at) - read;
            if (ready == 0 || (next == null && ready < CHUNK)) {
                return NOTHING;
            }
            int count = (int) Math.min(CHUNK, ready);
            int at = (int) (read % CAPACITY);
            int first = Math.min(count, CAPACITY - at);
            System.arraycopy(ring, at, chunk, 0, first);
            System.arraycopy(ring, 0, chunk, first, count - first);
            read += count;
            return new Item.Samples(count);
        } finally {
            lock.unlock();
        }
    }

    private record Placed(long at, Command command) {}

    /// What `take` found.
    sealed interface Item {
        record Samples(int count) implements Item {}

        record Nothing() implements Item {}
    }

    /// What the call wants.
    sealed interface Command extends Item {
        record Begin(Utterance utterance) implements Command {}

        record Finish(Utterance utterance) implements Command {}

        record Forget(Utterance utterance) implements Command {}

        record Close() implements Command {}
    }
}
