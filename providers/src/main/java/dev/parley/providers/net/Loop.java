package dev.parley.providers.net;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/// One event loop of a [Network]. What runs on it must not block.
public final class Loop {
    private final Vertx vertx;
    private final Context context;

    Loop(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
    }

    /// Runs this soon, after what was given before. From any thread.
    ///
    /// @return false if the network is closed; then it never runs
    public boolean run(Runnable task) {
        try {
            context.runOnContext(_ -> task.run());
            return true;
        } catch (RejectedExecutionException | IllegalStateException _) {
            return false;
        }
    }

    /// Runs this once, later, on the loop. Only on the loop.
    public Alarm after(Duration delay, Runnable task) {
        long timer = vertx.setTimer(millis(delay), _ -> task.run());
        return () -> vertx.cancelTimer(timer);
    }

    /// Runs this again and again, on the loop. Only on the loop.
    public Alarm every(Duration period, Runnable task) {
        long timer = vertx.setPeriodic(millis(period), _ -> task.run());
        return () -> vertx.cancelTimer(timer);
    }

    Vertx vertx() {
        return vertx;
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }

    /// Something that will happen; closing it prevents that.
    @FunctionalInterface
    public interface Alarm extends AutoCloseable {
        @Override
        void close();
    }
}
