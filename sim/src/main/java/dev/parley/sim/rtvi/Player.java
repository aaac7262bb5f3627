package dev.parley.sim.rtvi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// The loudspeaker of the published client: plays at the rate its page chose, whatever the server
/// says, queues without end and never drops what it has received. Time is the number of [#next]
/// calls, 20 ms each. Not thread-safe.
final class Player {
    private final int rate;
    private final RateChange toPerson;
    private final Deque<short[]> queue = new ArrayDeque<>();
    private int headOffset;
    private long waiting;
    private short[] spare = new short[0];

    Player(int rate) {
        this.rate = rate;
        this.toPerson = new RateChange(rate, Person.RATE);
    }

    /// Queues signed 16-bit little endian sound; an odd last byte is lost.
    void add(byte[] sound) {
        var samples = new short[sound.length / 2];
        ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        queue.add(samples);
        waiting += samples.length;
    }

    /// Plays 20 ms more; gives them at the person's rate.
    short[] next() {
        var frame = new short[rate / 50];
        int filled = 0;
        while (filled < frame.length && !queue.isEmpty()) {
            var head = queue.getFirst();
            int count = Math.min(frame.length - filled, head.length - headOffset);
            System.arraycopy(head, headOffset, frame, filled, count);
            filled += count;
            headOffset += count;
            if (headOffset == head.length) {
                queue.removeFirst();
                headOffset = 0;
            }
        }
        waiting -= filled;
        return whole(toPerson.change(frame));
    }

    /// Sound that was received and not played, milliseconds.
    long waitingMillis() {
        return waiting * 1000 / rate;
    }

    /// Exactly one frame of the person: the resampler may give one sample more or less.
    private short[] whole(short[] made) {
        var all = Arrays.copyOf(spare, spare.length + made.length);
        System.arraycopy(made, 0, all, spare.length, made.length);
        int take = Math.min(Person.FRAME, all.length);
        spare = Arrays.copyOfRange(all, take, all.length);
        return Arrays.copyOf(all, Person.FRAME);
    }
}
