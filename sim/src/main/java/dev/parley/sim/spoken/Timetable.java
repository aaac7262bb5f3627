package dev.parley.sim.spoken;

import dev.parley.call.conversation.Input;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Virtual time: what happens when, and the mailbox of the conversation. Milliseconds since the
/// call was answered.
final class Timetable {
    private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
    private final Deque<Input> mailbox = new ArrayDeque<>();
    private long now;
    private long sequence;

    private record Happening(long at, long sequence, Runnable what)
            implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            return at != other.at
                    ? Long.compare(at, other.at)
                    : Long.compare(sequence, other.sequence);
        }
    }

    long now() {
        return now;
    }

    void in(long millis, Runnable what) {
        at(now + millis, what);
    }

    void at(long when, Runnable what) {
        happenings.add(new Happening(Math.max(now, when), sequence++, what));
    }

    void tell(Input input) {
        mailbox.add(input);
    }

    @Nullable Input mail() {
        return mailbox.poll();
    }

    /// Lets the next thing happen, unless the conversation's deadline comes first; then time is at
    /// that deadline and the answer is false.
    boolean goOn(long deadline) {
        var next = happenings.peek();
        if (next == null || next.at > deadline) {
            now = Math.max(now, deadline);
            return false;
        }
        happenings.remove();
        now = Math.max(now, next.at);
        next.what.run();
        return true;
    }
}
