package dev.parley.call.media;

import java.io.IOException;
import java.util.Arrays;

/// The last 1.5 s of a recording, both sides, on the time of the call: what comes late finds its
/// place, what was flushed is taken out, and what was never filled is silence. Writer thread only.
final class Timeline {
    private final int capacity;
    private final short[] caller;
    private final short[] agent;

    /// Samples written to the file; the window begins here.
    private long written;

    /// Which side of the recording.
    enum Side {
        CALLER,
        AGENT
    }

    Timeline(int rate) {
        capacity = rate * 3 / 2;
        caller = new short[capacity];
        agent = new short[capacity];
    }

    long written() {
        return written;
    }

    /// Puts samples at their place; what lies before the window is too late and lost. Writes first
    /// if the window must move on to hold them. Returns how many were lost.
    int place(Side side, long position, short[] samples, int count, SoundFile file)
            throws IOException {
        writeUpTo(position + count - capacity, file);
        short[] ring = ring(side);
        int lost = Math.clamp(written - position, 0, count);
        for (int i = lost; i < count; i++) {
            ring[(int) ((position + i) % capacity)] = samples[i];
        }
        return lost;
    }

    /// Takes out what lies at or after this place.
    void erase(Side side, long from) {
        short[] ring = ring(side);
        for (long at = Math.max(from, written); at < written + capacity; at++) {
            ring[(int) (at % capacity)] = 0;
        }
    }

    /// Writes everything before this place.
    void writeUpTo(long end, SoundFile file) throws IOException {
        while (written < end) {
            int start = (int) (written % capacity);
            int count = (int) Math.min(end - written, capacity - start);
            file.write(caller, start, agent, start, count);
            Arrays.fill(caller, start, start + count, (short) 0);
            Arrays.fill(agent, start, start + count, (short) 0);
            written += count;
        }
    }

    private short[] ring(Side side) {
        return switch (side) {
            case CALLER -> caller;
            case AGENT -> agent;
        };
    }
}
