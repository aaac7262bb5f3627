package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.parley.call.conversation.Conversation;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Machine;
import dev.parley.call.conversation.Phrases;
import dev.parley.call.leg.CallDesk;
import dev.parley.call.leg.LegEvents;
import dev.parley.call.leg.Onlooker.Sight;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SwitchboardTest {
    @TempDir private Path folder;

    /// A conversation of the test's making: what to do at each input.
    private static final class Script implements Machine {
        private final BiFunction<Input, Tick, List<Effect>> body;
        private boolean isOver;

        Script(BiFunction<Input, Tick, List<Effect>> body) {
            this.body = body;
        }

        @Override
        public List<Effect> on(Input input, Tick now) {
            var effects = body.apply(input, now);
            isOver = effects.stream().anyMatch(Effect.HangUp.class::isInstance);
            return effects;
        }

        @Override
        public List<Effect> onDeadline(Tick now) {
            return List.of();
        }

        @Override
        public Tick nextDeadline() {
            return Tick.NEVER;
        }

        @Override
        public boolean isOver() {
            return isOver;
        }
    }

    private static List<Effect> hangUp(EndReason reason) {
        return List.of(new Effect.HangUp(reason));
    }

    /// Stays until the caller hangs up or the server drains.
    private static List<Effect> stay(Input input) {
        return switch (input) {
            case Input.Line.HungUp _ -> hangUp(EndReason.CALLER_HUNG_UP);
            case Input.Line.DrainRequested _ -> hangUp(EndReason.DRAINED);
            case Input.Line.Broken _ -> hangUp(EndReason.FAILED);
            default -> List.of();
        };
    }

    @Test
    void one_call_more_than_fit_is_declined_until_one_has_ended() throws InterruptedException {
        try (var exchange = new Exchange(2, null, _ -> new Script((input, _) -> stay(input)))) {
            var first = exchange.leg();
            var events = exchange.call(first);
            exchange.call(exchange.leg());

            assertThat(exchange.offer(exchange.leg(), ""))
                    .isEqualTo(new CallDesk.Answer.Declined("full"));

            end(exchange, events);
            first.hungUp.await();
            while (exchange.board.activeCalls() == 2) {
                Thread.onSpinWait();
            }
            assertThat(exchange.offer(exchange.leg(), ""))
                    .isInstanceOf(CallDesk.Answer.Admitted.class);
        }
    }

    @Test
    void a_call_for_an_agent_that_is_not_there_is_declined() {
        try (var exchange = new Exchange(2, null, _ -> new Script((input, _) -> stay(input)))) {
            assertThat(exchange.offer(exchange.leg(), "nobody"))
                    .isEqualTo(new CallDesk.Answer.Declined("unknown-agent"));
            assertThat(exchange.board.activeCalls()).isZero();
        }
    }

    @Test
    void while_draining_calls_are_declined_and_those_in_progress_are_asked_to_finish()
            throws InterruptedException {
        try (var exchange = new Exchange(2, null, _ -> new Script((input, _) -> stay(input)))) {
            var leg = exchange.leg();
            exchange.call(leg);

            assertThat(exchange.board.drain(Duration.ofMinutes(1))).isTrue();

            assertThat(leg.reason).hasValue(EndReason.DRAINED);
            assertThat(exchange.offer(exchange.leg(), ""))
                    .isEqualTo(new CallDesk.Answer.Declined("draining"));
        }
    }

    @Test
    void a_call_that_does_not_finish_hears_of_the_drain_limit() throws InterruptedException {
        try (var exchange =
                new Exchange(
                        2,
                        null,
                        _ ->
                                new Script((input, _) ->
                                        input instanceof Input.Line.DrainLimitReached
                                                ? hangUp(EndReason.DRAINED)
                                                : List.of()))) {
            var leg = exchange.leg();
            exchange.call(leg);

            assertThat(exchange.board.drain(Duration.ofMillis(1))).isFalse();

            assertThat(leg.reason).hasValue(EndReason.DRAINED);
        }
    }

    @Test
    void closing_hangs_up_a_call_that_listens_to_nothing() {
        var exchange = new Exchange(2, null, _ -> new Script((_, _) -> List.of()));
        var leg = exchange.leg();
        exchange.call(leg);

        exchange.close();

        assertThat(leg.reason).hasValue(EndReason.DRAINED);
        assertThat(exchange.openActivities).hasValue(0);
    }

    @Test
    void a_conversation_that_breaks_is_told_once_and_then_the_call_ends()
            throws InterruptedException {
        var told = new LinkedBlockingQueue<Input>();
        try (var exchange =
                new Exchange(
                        2,
                        null,
                        _ ->
                                new Script((input, _) -> {
                                    told.add(input);
                                    throw new IllegalStateException("broken");
                                }))) {
            var leg = exchange.leg();
            exchange.call(leg);
            leg.hungUp.await();
            exchange.board.drain(Duration.ofMinutes(1));

            assertThat(leg.reason).hasValue(EndReason.FAILED);
            assertThat(told).hasSize(2);
            assertThat(told.remove()).isInstanceOf(Input.Opened.class);
            assertThat(told.remove()).isInstanceOf(Input.Line.Broken.class);
            assertThat(exchange.kept.peek()).isInstanceOf(Entry.Opened.class);
            assertThat(exchange.kept(Entry.Closed.class))
                    .hasSize(1)
                    .first()
                    .extracting(Entry.Closed::reason)
                    .isEqualTo(EndReason.FAILED);
        }
    }

    @Test
    void tools_that_spin_do_not_keep_the_agent_from_being_stopped() throws InterruptedException {
        var spinning = new CountDownLatch(4);
        var release = new CountDownLatch(1);
        try (var exchange =
                new Exchange(1, null, _ -> new Script((input, _) -> speakThenStop(input)))) {
            exchange.tool(new SpinningTool(spinning, release));
            var leg = exchange.leg();
            var events = exchange.call(leg);
            spinning.await();
            leg.firstFrame.await();

            exchange.sound(events, 0, 40, 8000);

            leg.flushed.await();
            assertThat(release.getCount()).isEqualTo(1);
            release.countDown();
        }
    }

    private static List<Effect> speakThenStop(Input input) {
        return switch (input) {
            case Input.Opened _ -> {
                var effects = new ArrayList<Effect>();
                for (long i = 1; i <= 4; i++) {
                    effects.add(new Effect.StartTool(i, "spin", Map.of()));
                }
                effects.add(new Effect.Speak(1, 0, "hello"));
                yield effects;
            }
            case Input.Ear.SpeechStarted _ -> List.of(new Effect.CutReply(1));
            case Input.Mouth.ReplyCut _ -> hangUp(EndReason.COMPLETED);
            default -> List.of();
        };
    }

    record Nothing() {}

    private record SpinningTool(CountDownLatch spinning, CountDownLatch release)
            implements Tool<Nothing> {
        @Override
        public String name() {
            return "spin";
        }

        @Override
        public Class<Nothing> arguments() {
            return Nothing.class;
        }

        @Override
        public ToolResult call(Nothing arguments, ToolContext context) {
            spinning.countDown();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
            return ToolResult.success(Map.of());
        }
    }

    @Test
    void a_turn_is_answered_by_the_tone_and_barge_in_stops_it() throws InterruptedException {
        try (var exchange =
                new Exchange(
                        1,
                        folder,
                        dialogue ->
                                new Conversation(
                                        ConversationSettings.scripted(),
                                        Phrases.english(),
                                        dialogue))) {
            var leg = exchange.leg();
            var events = exchange.call(leg);
            long media = exchange.sound(events, 0, 400, 8000);
            media = exchange.sound(events, media, 220, 0);
            leg.firstFrame.await();

            exchange.sound(events, media, 800, 8000);
            leg.flushed.await();
            end(exchange, events);
            leg.hungUp.await();
            exchange.board.drain(Duration.ofMinutes(1));

            assertThat(exchange.kept(Entry.Replied.class)).hasSize(1);
            var closed = exchange.kept(Entry.Closed.class).getFirst();
            assertThat(closed.reason()).isEqualTo(EndReason.CALLER_HUNG_UP);
            assertThat(folder.resolve(closed.recordingFile())).isNotEmptyFile();
            assertThat(exchange.openActivities).hasValue(0);
        }
    }

    /// A clock that somebody sets back by an hour every time it is looked at.
    private static final class JumpingClock extends Clock {
        private final AtomicLong looks = new AtomicLong();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plus(Duration.ofHours(500_000 - looks.incrementAndGet()));
        }
    }

    @Test
    void a_wall_clock_that_jumps_changes_no_measure_and_no_deadline_of_a_call()
            throws InterruptedException {
        try (var exchange =
                new Exchange(
                        1,
                        null,
                        dialogue ->
                                new Conversation(
                                        ConversationSettings.scripted(),
                                        Phrases.english(),
                                        dialogue),
                        new JumpingClock())) {
            var leg = exchange.leg();
            var events = exchange.call(leg);
            long media = exchange.sound(events, 0, 400, 8000);
            exchange.sound(events, media, 220, 0);
            leg.firstFrame.await();
            while (exchange.kept(Entry.Replied.class).isEmpty()) {
                Thread.onSpinWait();
            }
            end(exchange, events);
            leg.hungUp.await();

            var latency = exchange.kept(Entry.Replied.class).getFirst().latency();
            assertThat(latency.total()).isBetween(0L, 3_000_000L);
            assertThat(leg.reason).hasValue(EndReason.CALLER_HUNG_UP);
        }
    }

    @Test
    void a_watched_call_is_shown_from_its_opening_to_its_end_in_order()
            throws InterruptedException {
        var seen = new LinkedBlockingQueue<Sight>();
        try (var exchange =
                new Exchange(
                        1,
                        null,
                        dialogue ->
                                new Conversation(
                                        ConversationSettings.scripted(),
                                        Phrases.english(),
                                        dialogue))) {
            var leg = new TestLeg(exchange.loop, seen::add);
            var events = exchange.call(leg);
            long media = exchange.sound(events, 0, 400, 8000);
            exchange.sound(events, media, 220, 0);
            var shown = new ArrayList<Sight>();
            while (shown.stream().noneMatch(Sight.ReplyHeard.class::isInstance)) {
                shown.add(seen.take());
            }
            end(exchange, events);
            leg.hungUp.await();
            seen.drainTo(shown);
            assertThat(shown)
                    .filteredOn(sight -> !(sight instanceof Sight.Progress))
                    .extracting(sight -> sight.getClass().getSimpleName())
                    .containsExactly(
                            "Opened",
                            "CallerBegan",
                            "CallerEnded",
                            "CallerSaid",
                            "SentencePlanned",
                            "ReplyComplete",
                            "Measured",
                            "SentenceBegan",
                            "SentenceHeard",
                            "ReplyHeard",
                            "Noted",
                            "Ended");
            assertThat(shown.getLast()).isEqualTo(new Sight.Ended(EndReason.CALLER_HUNG_UP, ""));
        }
    }

    @Test
    void a_thousand_calls_leave_nothing_behind() throws Exception {
        try (var exchange =
                new Exchange(
                        20,
                        folder,
                        dialogue ->
                                new Conversation(
                                        ConversationSettings.scripted(),
                                        Phrases.english(),
                                        dialogue))) {
            oneCall(exchange);
            long files = openFiles();
            int threads = Thread.activeCount();
            for (int i = 0; i < 999; i++) {
                oneCall(exchange);
            }
            exchange.board.drain(Duration.ofMinutes(1));

            assertThat(exchange.board.activeCalls()).isZero();
            assertThat(exchange.openActivities).hasValue(0);
            while (exchange.wheels.mine().seats() > 0) {
                Thread.onSpinWait();
            }
            assertThat(openFiles()).isLessThanOrEqualTo(files + 2);
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
            assertThat(exchange.kept(Entry.Closed.class)).hasSize(1000);
            try (var recordings = Files.walk(folder)) {
                assertThat(recordings.filter(file -> file.toString().endsWith(".wav")))
                        .hasSize(1000);
            }
        }
    }

    private static void oneCall(Exchange exchange) throws InterruptedException {
        var leg = exchange.leg();
        var events = exchange.call(leg);
        exchange.sound(events, 0, 100, 8000);
        end(exchange, events);
        leg.hungUp.await();
    }

    private static void end(Exchange exchange, LegEvents events) {
        exchange.onLoop(() -> {
            events.ended(LegEvents.LegEnd.HUNG_UP);
            return true;
        });
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }
}
