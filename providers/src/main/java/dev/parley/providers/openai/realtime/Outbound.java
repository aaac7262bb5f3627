package dev.parley.providers.openai.realtime;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What a call leaves for its session's loop, in order: sound and commands. Holds 2 s of sound,
/// beyond it the oldest goes, and [#MAX_COMMANDS] commands.
final class Outbound {
    static final int MAX_COMMANDS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final int maxBytes;
    private int bytes;
    private int commands;

    /// An entry.
    sealed interface Item {
        /// In the wire format of the session.
        final class Sound implements Item {
            final byte[] bytes;

            Sound(byte[] bytes) {
                this.bytes = bytes;
            }
        }

        record Command(Runnable task) implements Item {}
    }

    /// @param maxBytes of sound
    Outbound(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// @return pieces of sound dropped to make room
    int add(byte[] sound) {
        lock.lock();
        try {
            bytes += sound.length;
            items.addLast(new Item.Sound(sound));
            int dropped = 0;
            for (var each = items.iterator(); bytes > maxBytes && each.hasNext(); ) {
                if (each.next() instanceof Item.Sound oldest) {
                    each.remove();
                    bytes -= oldest.bytes.length;
                    dropped++;
                }
            }
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /// @return false if too many wait already
    boolean add(Runnable command) {
        lock.lock();
        try {
            if (commands == MAX_COMMANDS) {
                return false;
            }
            commands++;
            items.addLast(new Item.Command(command));
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Nullable Item poll() {
        lock.lock();
        try {
            var item = items.pollFirst();
            switch (item) {
                case null -> {}
                case Item.Sound sound -> bytes -= sound.bytes.length;
                case Item.Command _ -> commands--;
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            items.clear();
            bytes = 0;
            commands = 0;
        } finally {
            lock.unlock();
        }
    }
}
