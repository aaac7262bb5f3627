package dev.parley.providers.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Time that passes when a test says so. One thread.
final class HandTime implements Timekeeper {
    private final List<Set> alarms = new ArrayList<>();
    private long now = 1_000_000_000_000L;
    private long count;

    private record Set(long at, long order, Runnable task) {}

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Alarm after(Duration delay, Runnable task) {
        var set = new Set(now + delay.toNanos(), count++, task);
        alarms.add(set);
        return () -> alarms.remove(set);
    }

    @Override
    public void fork(Runnable task) {
        task.run();
    }

    /// Lets this much time pass, with all that happens in it.
    void pass(Duration duration) {
        long end = now + duration.toNanos();
        while (true) {
            var next =
                    alarms.stream()
                            .filter(alarm -> alarm.at <= end)
                            .min(Comparator.comparingLong(Set::at).thenComparingLong(Set::order));
            if (next.isEmpty()) {
                now = end;
                return;
            }
            alarms.remove(next.get());
            now = Math.max(now, next.get().at);
            next.get().task.run();
        }
    }

    void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }

    /// Alarms that were neither rung nor taken back.
    int waiting() {
        return alarms.size();
    }
}
