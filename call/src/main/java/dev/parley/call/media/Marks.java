package dev.parley.call.media;

import org.jspecify.annotations.Nullable;

/// The marks on their way through the carrier: up to 64, the oldest forgotten first (a carrier that
/// confirms a later one confirms it too). Wheel thread only.
final class Marks {
    private static final int CAPACITY = 64;

    private final long[] ids = new long[CAPACITY];
    private final int[] frames = new int[CAPACITY];
    private final Queued.@Nullable Sentence[] sentences = new Queued.@Nullable Sentence[CAPACITY];
    private int first;
    private int count;

    void add(long id, Queued.Sentence sentence, int frame) {
        if (count == CAPACITY) {
            removeFirst();
        }
        int at = (first + count) % CAPACITY;
        ids[at] = id;
        sentences[at] = sentence;
        frames[at] = frame;
        count++;
    }

    /// Everything up to this mark was played.
    void confirm(long id) {
        while (count > 0 && ids[first] <= id) {
            var sentence = sentences[first];
            if (sentence != null) {
                sentence.confirmed = Math.max(sentence.confirmed, frames[first]);
            }
            removeFirst();
        }
    }

    /// A flush voids what is outstanding.
    void clear() {
        while (count > 0) {
            removeFirst();
        }
    }

    private void removeFirst() {
        sentences[first] = null;
        first = (first + 1) % CAPACITY;
        count--;
    }
}
