package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import dev.parley.meter.Meters;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ToolRunnerTest {
    private static final ToolContext CONTEXT =
            new ToolContext("call", "call:1", LocalDateTime.of(2026, 11, 24, 9, 0), ZoneOffset.UTC);

    private final ToolRunner runner = new ToolRunner(2, Meters.NONE, System::nanoTime);
    private final BlockingQueue<ToolRunner.Ending> endings = new LinkedBlockingQueue<>();

    record Booking(String service, LocalDate date, int minutes) {}

    /// A tool of the test's making.
    private record BookingTool(Body body, Duration limit) implements Tool<Booking> {
        interface Body {
            ToolResult call(Booking booking) throws Exception;
        }

        @Override
        public String name() {
            return "book";
        }

        @Override
        public Class<Booking> arguments() {
            return Booking.class;
        }

        @Override
        public ToolResult call(Booking booking, ToolContext context) throws Exception {
            return body.call(booking);
        }
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void a_tool_gets_its_arguments_as_a_record_and_its_result_comes_back()
            throws InterruptedException {
        start(
                booking ->
                        ToolResult.success(
                                Map.of("said", booking.service() + " on " + booking.date())),
                Map.of("service", "oil_change", "date", "2026-11-24", "minutes", 30));

        var ending = endings.take();

        assertThat(ending.result().data()).containsEntry("said", "oil_change on 2026-11-24");
        assertThat(ending.argumentsJson()).contains("\"service\":\"oil_change\"");
        assertThat(ending.resultJson()).isEqualTo("{\"said\":\"oil_change on 2026-11-24\"}");
    }

    @Test
    void unknown_missing_and_ill_typed_arguments_are_refused_before_the_tool_runs()
            throws InterruptedException {
        BookingTool.Body never =
                _ -> {
                    throw new AssertionError("ran");
                };
        start(never, Map.of("service", "x", "date", "2026-11-24", "minutes", 3, "extra", 1));
        assertThat(endings.take().result().error()).isEqualTo("bad-arguments");
        start(never, Map.of("service", "x", "date", "2026-11-24"));
        assertThat(endings.take().result().error()).isEqualTo("bad-arguments");
        start(never, Map.of("service", "x", "date", "tomorrow", "minutes", 3));
        assertThat(endings.take().result().error()).isEqualTo("bad-arguments");
        start(never, Map.of("service", "x", "date", "2026-11-24", "minutes", "three"));
        assertThat(endings.take().result().error()).isEqualTo("bad-arguments");
    }

    @Test
    void a_tool_that_throws_has_failed() throws InterruptedException {
        start(
                _ -> {
                    throw new IllegalStateException("no database");
                },
                good());

        assertThat(endings.take().result().error()).isEqualTo("failed");
    }

    @Test
    void a_tool_whose_result_is_not_plain_values_has_failed() throws InterruptedException {
        start(_ -> ToolResult.success(Map.of("thread", new Object())), good());

        assertThat(endings.take().result().error()).isEqualTo("failed");
    }

    @Test
    void a_tool_beyond_its_limit_is_interrupted_and_timed_out() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        runner.start(
                new BookingTool(
                        _ -> {
                            try {
                                new CountDownLatch(1).await();
                                throw new AssertionError("not reached");
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                        },
                        Duration.ofMillis(1)),
                good(),
                CONTEXT,
                endings::add);

        assertThat(endings.take().result().error()).isEqualTo("timed-out");
        interrupted.await();
        assertThat(endings).isEmpty();
    }

    @Test
    void tools_that_heed_no_interrupt_time_out_for_those_that_wait_behind_them()
            throws InterruptedException {
        var release = new CountDownLatch(1);
        BookingTool.Body deaf =
                _ -> {
                    while (release.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return ToolResult.success(Map.of());
                };
        for (int i = 0; i < 3; i++) {
            runner.start(
                    new BookingTool(deaf, Duration.ofMillis(1)), good(), CONTEXT, endings::add);
        }

        for (int i = 0; i < 3; i++) {
            assertThat(endings.take().result().error()).isEqualTo("timed-out");
        }
        release.countDown();
    }

    @Test
    void a_cancelled_tool_ends_once_as_cancelled() throws InterruptedException {
        var running = new CountDownLatch(1);
        var job =
                start(
                        _ -> {
                            running.countDown();
                            new CountDownLatch(1).await();
                            return ToolResult.success(Map.of());
                        },
                        good());
        running.await();

        job.cancel();
        job.cancel();

        assertThat(endings.take().result().error()).isEqualTo("cancelled");
        assertThat(endings).isEmpty();
    }

    @Test
    void more_tools_than_may_wait_are_overloaded() throws InterruptedException {
        var release = new CountDownLatch(1);
        BookingTool.Body waiting =
                _ -> {
                    release.await();
                    return ToolResult.success(Map.of());
                };
        for (int i = 0; i < 2 + 64 + 1; i++) {
            start(waiting, good());
        }

        assertThat(endings.take().result().error()).isEqualTo("overloaded");
        release.countDown();
        for (int i = 0; i < 2 + 64; i++) {
            assertThat(endings.take().result().succeeded()).isTrue();
        }
    }

    private ToolRunner.Running start(BookingTool.Body body, Map<String, Object> arguments) {
        return runner.start(
                new BookingTool(body, Duration.ofSeconds(30)), arguments, CONTEXT, endings::add);
    }

    private static Map<String, Object> good() {
        return Map.of("service", "oil_change", "date", "2026-11-24", "minutes", 30);
    }
}
