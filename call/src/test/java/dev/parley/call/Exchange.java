package dev.parley.call;

import dev.parley.audio.G711;
import dev.parley.call.conversation.Machine;
import dev.parley.call.cost.Costs;
import dev.parley.call.leg.CallDesk;
import dev.parley.call.leg.LegEvents;
import dev.parley.call.media.FixedSentences;
import dev.parley.call.media.PacingWheels;
import dev.parley.call.media.Recordings;
import dev.parley.call.record.CallStore;
import dev.parley.call.speech.ToneVoice;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Tool;
import dev.parley.meter.Meters;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A switchboard with a carrier of one event loop and real threads.
final class Exchange implements AutoCloseable {
    final ExecutorService loop =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("test-loop").daemon().factory());
    final AtomicInteger openActivities = new AtomicInteger();
    final ConcurrentLinkedQueue<CallStore.Entry> kept = new ConcurrentLinkedQueue<>();
    final PacingWheels wheels = new PacingWheels(1, Meters.NONE);
    final Switchboard board;
    private final List<Tool<?>> tools = new ArrayList<>();

    Exchange(int maxCalls, @Nullable Path recordings, Function<Dialogue, Machine> machines) {
        this(maxCalls, recordings, machines, Clock.systemUTC());
    }

    Exchange(
            int maxCalls,
            @Nullable Path recordings,
            Function<Dialogue, Machine> machines,
            Clock clock) {
        var agent = new TestAgent(tools);
        board =
                new Switchboard(
                        new CallSite(
                                Map.of(agent.name(), agent),
                                agent.name(),
                                null,
                                new ToneVoice(),
                                FixedSentences.NONE,
                                null,
                                _ -> new LoudActivity(openActivities),
                                kept::add,
                                Meters.NONE,
                                wheels::mine,
                                recordings == null ? null : Recordings.plain(recordings),
                                true,
                                null,
                                machines::apply,
                                maxCalls,
                                4,
                                clock,
                                "hash",
                                Costs.uncounted()));
    }

    void tool(Tool<?> tool) {
        tools.add(tool);
    }

    CallDesk.Answer offer(TestLeg leg, String agent) {
        return onLoop(() ->
                board.offer(
                        new CallDesk.Offer(
                                "test",
                                "CA1",
                                agent,
                                Sensitive.of("+15550100"),
                                "+15550199",
                                Map.of()),
                        leg));
    }

    /// A call that is admitted.
    LegEvents call(TestLeg leg) {
        return switch (offer(leg, "")) {
            case CallDesk.Answer.Admitted(var _, var events) -> events;
            case CallDesk.Answer.Declined(var reason) -> throw new AssertionError(reason);
        };
    }

    TestLeg leg() {
        return new TestLeg(loop);
    }

    /// So much sound of this loudness, at once; returns the media time behind it.
    long sound(LegEvents events, long mediaMillis, int millis, int value) {
        short[] samples = new short[160];
        Arrays.fill(samples, (short) value);
        byte[] payload = new byte[160];
        G711.encodeMuLaw(samples, 0, 160, payload, 0);
        onLoop(() -> {
            for (int i = 0; i < millis; i += 20) {
                events.audio(payload, 0, 160, mediaMillis + i);
            }
            return true;
        });
        return mediaMillis + millis;
    }

    <T> T onLoop(Callable<T> task) {
        try {
            return loop.submit(task).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    <T extends CallStore.Entry> List<T> kept(Class<T> type) {
        return kept.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        board.close();
        wheels.close();
        loop.shutdown();
    }
}
