package dev.parley.providers.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A time limit that is moved often, for each token or piece of sound, and seldom reached: moving
/// it costs no timer. Confined to its loop.
public final class Countdown implements AutoCloseable {
    private final Loop loop;
    private final Runnable reached;
    private boolean isSet;
    private long deadline;
    private Loop.@Nullable Alarm alarm;
    private long alarmAt;

    /// @param reached runs on the loop when the limit passes
    public Countdown(Loop loop, Runnable reached) {
        this.loop = loop;
        this.reached = reached;
    }

    /// The limit is so far from now; an earlier setting is void.
    public void set(Duration left) {
        deadline = System.nanoTime() + left.toNanos();
        isSet = true;
        if (alarm == null || alarmAt - deadline > 0) {
            arm();
        }
    }

    /// No limit until the next [#set].
    @Override
    public void close() {
        isSet = false;
        if (alarm != null) {
            alarm.close();
            alarm = null;
        }
    }

    private void arm() {
        if (alarm != null) {
            alarm.close();
        }
        alarmAt = deadline;
        // A timer counts whole milliseconds: one more, so that it never comes before the limit.
        alarm =
                loop.after(
                        Duration.ofNanos(Math.max(0, deadline - System.nanoTime())).plusMillis(1),
                        this::rings);
    }

    private void rings() {
        alarm = null;
        if (!isSet) {
            return;
        }
        if (deadline - System.nanoTime() > 0) {
            arm();
        } else {
            isSet = false;
            reached.run();
        }
    }
}
