package dev.parley.providers.deepgram;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What a call's IO thread leaves for the session's loop, in order: sound and commands. Holds 2 s
/// of sound; beyond it the oldest goes. Commands are bounded by those who give them.
final class SoundInbox {
    static final int MAX_SAMPLES = 32_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private int samples;

    /// An entry.
    sealed interface Item {
        /// As it goes over the wire, and how many samples at 16 kHz it was.
        final class Sound implements Item {
            final byte[] bytes;
            final int samples;

            Sound(byte[] bytes, int samples) {
                this.bytes = bytes;
                this.samples = samples;
            }
        }

        record Begin(SpokenUtterance utterance) implements Item {}

        record Finish(SpokenUtterance utterance) implements Item {}

        record Forget(SpokenUtterance utterance) implements Item {}
    }

    /// @return samples dropped to make room
    int add(Item item) {
        lock.lock();
        try {
            int dropped = 0;
            if (item instanceof Item.Sound sound) {
                samples += sound.samples;
                dropped = makeRoom();
            }
            items.addLast(item);
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /// Samples that can be added without any being dropped.
    int room() {
        lock.lock();
        try {
            return MAX_SAMPLES - samples;
        } finally {
            lock.unlock();
        }
    }

    private int makeRoom() {
        int dropped = 0;
        for (var each = items.iterator(); samples > MAX_SAMPLES && each.hasNext(); ) {
            if (each.next() instanceof Item.Sound oldest) {
                each.remove();
                samples -= oldest.samples;
                dropped += oldest.samples;
            }
        }
        return dropped;
    }

    @Nullable Item poll() {
        lock.lock();
        try {
            var item = items.pollFirst();
            if (item instanceof Item.Sound sound) {
                samples -= sound.samples;
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
            samples = 0;
        } finally {
            lock.unlock();
        }
    }
}
