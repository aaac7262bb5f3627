package dev.parley.sim.twilio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Twilio's buffer of sound for the caller, with its marks. Pure: time is the number of
/// [#nextFrame()] calls, 20 ms each. Holds at most ten minutes; Twilio documents no bound.
final class PlayQueue {
    private static final long MAX_BYTES = 10 * 60 * 8000;

    private final Deque<byte[]> sounds = new ArrayDeque<>();
    private final Deque<PendingMark> marks = new ArrayDeque<>();
    private int headOffset;
    private long appended;
    private long taken;
    private long played;

    private record PendingMark(String name, long position) {}

    /// Appends sound; false if the buffer is full and the sound is lost.
    boolean append(byte[] sound) {
        if (appended - taken + sound.length > MAX_BYTES) {
            return false;
        }
        sounds.add(sound);
        appended += sound.length;
        return true;
    }

    /// Sets a mark behind everything appended; gives the marks to echo at once.
    List<String> mark(String name) {
        marks.add(new PendingMark(name, appended));
        return reached();
    }

    /// Drops what was not played; gives all pending marks, in order.
    List<String> clear() {
        sounds.clear();
        headOffset = 0;
        appended = taken;
        var names = marks.stream().map(PendingMark::name).toList();
        marks.clear();
        return names;
    }

    /// The frame before is now played; gives the marks reached by that.
    List<String> framePlayed() {
        played = taken;
        return reached();
    }

    /// Takes the next 20 ms, filled up with silence.
    byte[] nextFrame() {
        var frame = MuLaw.silence();
        int filled = 0;
        while (filled < frame.length && !sounds.isEmpty()) {
            var head = sounds.getFirst();
            int count = Math.min(frame.length - filled, head.length - headOffset);
            System.arraycopy(head, headOffset, frame, filled, count);
            filled += count;
            headOffset += count;
            if (headOffset == head.length) {
                sounds.removeFirst();
                headOffset = 0;
            }
        }
        taken += filled;
        return frame;
    }

    /// Milliseconds of sound waiting.
    long bufferedMillis() {
        return (appended - taken) / 8;
    }

    private List<String> reached() {
        List<String> names = new ArrayList<>();
        while (!marks.isEmpty() && marks.getFirst().position() <= played) {
            names.add(marks.removeFirst().name());
        }
        return names;
    }
}
