package dev.parley.call.speech;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the turns of all calls judged, one after the other on the platform thread `dsp-judge`. At
/// most eight wait; what would come too late is not computed. Turns that are not judged end as
/// without a model. Closes the judge.
public final class JudgeQueue implements TurnJudging, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JudgeQueue.class);
    private static final int MAX_WAITING = 8;

    private final TurnJudge judge;
    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private final ThreadPoolExecutor thread;
    private final Meters.Counter full;
    private final Meters.Counter late;
    private final Meters.Counter failed;
    private final Meters.Timer took;

    /// @param patience an answer after this is of no use
    public JudgeQueue(TurnJudge judge, Duration patience, Meters meters) {
        this(judge, patience, meters, System::nanoTime);
    }

    JudgeQueue(TurnJudge judge, Duration patience, Meters meters, LongSupplier nanoTime) {
        this.judge = judge;
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
        full = meters.counter(Metric.QUEUE_DROPS, "judge");
        late = meters.counter(Metric.TURNS_NOT_JUDGED, judge.name(), "late");
        failed = meters.counter(Metric.TURNS_NOT_JUDGED, judge.name(), "failed");
        took = meters.timer(Metric.TURN_JUDGEMENT, judge.name());
        thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MAX_WAITING),
                        Thread.ofPlatform().name("dsp-judge").daemon().factory());
    }

    @Override
    public Duration longest() {
        return judge.longest();
    }

    @Override
    public void judge(short[] samples, DoubleConsumer answer) {
        long asked = nanoTime.getAsLong();
        try {
            thread.execute(() -> decide(samples, asked, answer));
        } catch (RejectedExecutionException _) {
            full.increment();
        }
    }

    private void decide(short[] samples, long asked, DoubleConsumer answer) {
        if (nanoTime.getAsLong() - asked > patienceNanos) {
            late.increment();
            return;
        }
        try {
            double complete = judge.complete(samples);
            long nanos = nanoTime.getAsLong() - asked;
            took.record(Duration.ofNanos(nanos));
            if (nanos > patienceNanos) {
                late.increment();
            }
            answer.accept(complete);
        } catch (RuntimeException e) {
            failed.increment();
            log.atWarn()
                    .addKeyValue("judge", judge.name())
                    .addKeyValue("failure", String.valueOf(e.getMessage()))
                    .log("turn could not be judged");
        }
    }

    /// Waits for the one that is being judged, a second at most; the rest is forgotten.
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                log.atWarn().addKeyValue("judge", judge.name()).log("judge of turns hangs");
                return; // what still computes must not lose its model
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        judge.close();
    }
}
