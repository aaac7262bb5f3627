package dev.parley.call.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JudgeQueueTest {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final AtomicLong nanos = new AtomicLong();
    private final SlowJudge judge = new SlowJudge();
    private final JudgeQueue queue =
            new JudgeQueue(judge, Duration.ofMillis(150), new Counts(), nanos::get);
    private final BlockingQueue<Double> answers = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        judge.goOn.release(1_000);
        queue.close();
    }

    @Test
    void turn_is_judged_on_the_thread_for_it() throws InterruptedException {
        judge.goOn.release();
        queue.judge(new short[25], answers::add);
        assertThat(answer()).isEqualTo(0.25);
        assertThat(judge.thread).isEqualTo("dsp-judge");
    }

    @Test
    void turns_beyond_eight_that_wait_are_dropped_and_counted() throws InterruptedException {
        queue.judge(new short[1], answers::add);
        judge.begun.acquire();
        for (int i = 0; i < 10; i++) {
            queue.judge(new short[1], answers::add);
        }
        assertThat(counts).containsEntry("QUEUE_DROPS judge", 2L);
        judge.goOn.release(9);
        for (int i = 0; i < 9; i++) {
            assertThat(answer()).isEqualTo(0.01);
        }
    }

    @Test
    void turn_that_waited_too_long_is_not_judged() throws InterruptedException {
        queue.judge(new short[1], answers::add);
        judge.begun.acquire();
        queue.judge(new short[2], answers::add);
        nanos.addAndGet(151_000_000);
        queue.judge(new short[3], answers::add);
        judge.goOn.release(3);
        assertThat(answer()).isEqualTo(0.01);
        assertThat(answer()).isEqualTo(0.03);
        assertThat(counts).containsEntry("TURNS_NOT_JUDGED slow late", 2L);
    }

    @Test
    void judge_that_fails_is_counted_and_judges_the_next_turn() throws InterruptedException {
        judge.goOn.release(2);
        queue.judge(new short[0], answers::add);
        queue.judge(new short[7], answers::add);
        assertThat(answer()).isEqualTo(0.07);
        assertThat(counts).containsEntry("TURNS_NOT_JUDGED slow failed", 1L);
    }

    @Test
    void judge_is_closed_with_its_queue_and_judges_nothing_any_more() {
        queue.close();
        assertThat(judge.closed).isTrue();
        queue.judge(new short[1], answers::add);
        assertThat(answers).isEmpty();
    }

    private double answer() throws InterruptedException {
        return Objects.requireNonNull(answers.poll(30, TimeUnit.SECONDS), "no answer in 30 s");
    }

    /// Answers a hundredth of the number of samples when it may.
    private static final class SlowJudge implements TurnJudge {
        final Semaphore begun = new Semaphore(0);
        final Semaphore goOn = new Semaphore(0);
        volatile @Nullable String thread;
        volatile boolean closed;

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Duration longest() {
            return Duration.ofSeconds(8);
        }

        @Override
        public double complete(short[] samples) {
            thread = Thread.currentThread().getName();
            begun.release();
            goOn.acquireUninterruptibly();
            if (samples.length == 0) {
                throw new IllegalStateException("the test said so");
            }
            return samples.length / 100.0;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final class Counts implements Meters {
        @Override
        public Counter counter(Metric metric, String... labels) {
            return amount ->
                    counts.merge(metric + " " + String.join(" ", labels), amount, Long::sum);
        }

        @Override
        public Timer timer(Metric metric, String... labels) {
            return _ -> {};
        }

        @Override
        public Gauge gauge(Metric metric, DoubleSupplier value, String... labels) {
            return () -> {};
        }
    }
}
