package dev.parley.call;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the tools of all calls on a bounded pool of platform threads, `tool-<n>`, so that a tool
/// that computes or blocks takes nothing from media or conversations. A tool's limit counts from
/// the moment it was asked for, waiting included; then it is interrupted, and its result is
/// "timed-out" whether it listens or not. At most 64 wait; beyond that the result is "overloaded".
final class ToolRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ToolRunner.class);
    private static final int MAX_WAITING = 64;

    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor limits;
    private final ToolArguments arguments = new ToolArguments();
    private final Meters meters;
    private final Meters.Counter overloads;
    private final LongSupplier nanoTime;

    /// How a tool call ended; told exactly once, on any thread.
    @FunctionalInterface
    interface Listener {
        void ended(Ending ending);
    }

    /// @param argumentsJson what it was called with, for the record
    record Ending(ToolResult result, String argumentsJson, String resultJson, Duration took) {}

    /// A tool call under way.
    interface Running {
        /// Interrupts the tool; its result is "cancelled". Nothing if it has ended.
        void cancel();
    }

    ToolRunner(int threads, Meters meters, LongSupplier nanoTime) {
        this.meters = meters;
        this.overloads = meters.counter(Metric.QUEUE_DROPS, "tools");
        this.nanoTime = nanoTime;
        pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        30,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MAX_WAITING),
                        Thread.ofPlatform().name("tool-", 0).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        limits =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("tool-limit").daemon().factory());
        limits.setRemoveOnCancelPolicy(true);
    }

    /// Starts a tool. Never blocks.
    <A extends Record> Running start(
            Tool<A> tool, Map<String, Object> values, ToolContext context, Listener listener) {
        var job = new Job<>(tool, values, context, listener, nanoTime.getAsLong());
        try {
            job.runBy(pool.submit(job));
        } catch (RejectedExecutionException _) {
            overloads.increment();
            job.end(ToolResult.failure("overloaded"));
            return job;
        }
        job.limitBy(limits.schedule(job::expire, tool.limit().toMillis(), TimeUnit.MILLISECONDS));
        return job;
    }

    /// Interrupts what runs and forgets what waits; their calls are over.
    @Override
    public void close() {
        limits.shutdownNow();
        pool.shutdownNow();
    }

    private final class Job<A extends Record> implements Runnable, Running {
        private final Tool<A> tool;
        private final Map<String, Object> values;
        private final ToolContext context;
        private final Listener listener;
        private final long startNanos;
        private final AtomicBoolean hasEnded = new AtomicBoolean();
        private final AtomicReference<@Nullable Future<?>> work = new AtomicReference<>();
        private final AtomicReference<@Nullable Future<?>> limit = new AtomicReference<>();

        Job(
                Tool<A> tool,
                Map<String, Object> values,
                ToolContext context,
                Listener listener,
                long startNanos) {
            this.tool = tool;
            this.values = values;
            this.context = context;
            this.listener = listener;
            this.startNanos = startNanos;
        }

        @Override
        public void run() {
            if (!hasEnded.get()) {
                end(result());
            }
        }

        @Override
        public void cancel() {
            stop("cancelled");
        }

        void runBy(Future<?> future) {
            work.set(future);
            if (hasEnded.get()) {
                future.cancel(true);
            }
        }

        void limitBy(Future<?> future) {
            limit.set(future);
            if (hasEnded.get()) {
                future.cancel(false);
            }
        }

        void expire() {
            stop("timed-out");
        }

        private void stop(String error) {
            if (end(ToolResult.failure(error))) {
                var running = work.get();
                if (running != null) {
                    running.cancel(true);
                }
            }
        }

        private ToolResult result() {
            A filled;
            try {
                filled = arguments.read(values, tool.arguments());
            } catch (IllegalArgumentException e) {
                warn("tool arguments refused", e);
                return ToolResult.failure("bad-arguments");
            }
            try {
                return tool.call(filled, context);
            } catch (InterruptedException _) {
                return ToolResult.failure("cancelled");
            } catch (Exception e) {
                // The root of what a user's tool does: the flow goes on with a truthful result.
                warn("tool failed", e);
                return ToolResult.failure("failed");
            }
        }

        private void warn(String message, Exception failure) {
            log.atWarn()
                    .addKeyValue("call", context.callId())
                    .addKeyValue("tool", tool.name())
                    .addKeyValue("failure", Failures.describe(failure))
                    .log(message);
        }

        boolean end(ToolResult result) {
            if (!hasEnded.compareAndSet(false, true)) {
                return false;
            }
            var scheduled = limit.get();
            if (scheduled != null) {
                scheduled.cancel(false);
            }
            var json = json(result.data());
            var told = json.isPresent() ? result : ToolResult.failure("failed");
            meters.counter(Metric.TOOLS, tool.name(), told.succeeded() ? "succeeded" : told.error())
                    .increment();
            listener.ended(
                    new Ending(
                            told,
                            json(values).orElse("{}"),
                            json.orElse("{}"),
                            Duration.ofNanos(nanoTime.getAsLong() - startNanos)));
            return true;
        }

        private Optional<String> json(Map<String, Object> plain) {
            try {
                return Optional.of(arguments.json(plain));
            } catch (IllegalArgumentException e) {
                warn("tool values are not plain", e);
                return Optional.empty();
            }
        }
    }
}
