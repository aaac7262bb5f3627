package dev.parley.sim.rtvi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// Everything a server told in one session, in order; sound in a row is one event. Thread-safe.
public final class RtviEvents {
    private static final int MAX = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<RtviEvent> events = new ArrayList<>();
    private String last = "";
    private boolean over;

    RtviEvents() {}

    void add(RtviEvent event) {
        lock.lock();
        try {
            boolean repeats = event.type().equals("(audio)") && last.equals("(audio)");
            if (!repeats && events.size() < MAX) {
                events.add(event);
                last = event.type();
                more.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            over = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public List<RtviEvent> all() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    /// All events of a type.
    public List<RtviEvent> of(String type) {
        return all().stream().filter(event -> event.type().equals(type)).toList();
    }

    /// How many there are: where to go on with [#await(int, Predicate, Duration)].
    public int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    /// The first event of this type; waits up to ten seconds for it. Throws [TimeoutException] with
    /// everything that came if it does not come, at once if the session is over.
    public RtviEvent await(String type) throws InterruptedException, TimeoutException {
        return await(0, event -> event.type().equals(type), Duration.ofSeconds(10));
    }

    /// The first event from number `from` on that is as wished; waits for it.
    public RtviEvent await(int from, Predicate<RtviEvent> wished, Duration patience)
            throws InterruptedException, TimeoutException {
        long left = patience.toNanos();
        int next = from;
        lock.lock();
        try {
            while (true) {
                for (; next < events.size(); next++) {
                    if (wished.test(events.get(next))) {
                        return events.get(next);
                    }
                }
                if (over || left <= 0) {
                    throw new TimeoutException(
                            (over ? "the session is over; " : "waited " + patience + "; ")
                                    + "got "
                                    + events.subList(Math.min(from, events.size()), events.size()));
                }
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
