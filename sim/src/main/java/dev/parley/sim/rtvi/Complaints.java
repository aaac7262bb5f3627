package dev.parley.sim.rtvi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the rules of a session found, in order. Written by one thread, read by any.
final class Complaints {
    private static final int MAX = 1_000;

    private final List<RtviViolation> found = new CopyOnWriteArrayList<>();
    private volatile long millis;

    /// The time of what is judged next.
    void at(long now) {
        millis = now;
    }

    void add(String rule, String what) {
        if (found.size() < MAX) {
            found.add(new RtviViolation(rule, what, millis));
        }
    }

    List<RtviViolation> all() {
        return List.copyOf(found);
    }
}
