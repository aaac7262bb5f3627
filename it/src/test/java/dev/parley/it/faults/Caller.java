package dev.parley.it.faults;

import dev.parley.call.EndReason;
import dev.parley.call.Switchboard;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.leg.CallDesk;
import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegEvents;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.leg.LegTraits.Playout;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.compliance.Sensitive;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A caller who answers questions by keys, on a line without sound. What was heard is known from
/// the record of the call.
final class Caller implements Leg {
    // Whoever answered by keys is asked in the form for keys from then on.
    static final String DAY = "type the month and the day";
    static final String TIME = "type the time";
    static final String READ_BACK = "press one to book it";
    static final String CALL_BACK = "press one for a call back";

    private static final LegTraits TRAITS =
            new LegTraits(
                    "test", Codec.MULAW_8K, Playout.CLOCK, true, Duration.ofMillis(60), false);

    /// What is pressed after which question: an oil change on Tuesday at half past nine.
    private static final Map<String, String> ANSWERS =
            Map.of(
                    "How can I help you today?",
                    "1",
                    "press one for an oil change",
                    "1",
                    DAY,
                    "1124",
                    TIME,
                    "0930",
                    READ_BACK,
                    "1",
                    CALL_BACK,
                    "2",
                    "press one if you need anything else",
                    "2");

    private final ScheduledExecutorService loop;
    private final Kept kept;
    private final String id;
    private final LegEvents events;
    private int turns;

    private Caller(ScheduledExecutorService loop, Kept kept, Switchboard board, String number) {
        this.loop = loop;
        this.kept = kept;
        var offer =
                new CallDesk.Offer(
                        "test", "CA1", "", Sensitive.of(number), "+12125550100", Map.of());
        switch (board.offer(offer, this)) {
            case CallDesk.Answer.Admitted(var callId, var call) -> {
                id = callId;
                events = call;
            }
            case CallDesk.Answer.Declined(var reason) -> throw new AssertionError(reason);
        }
    }

    static Caller call(Switchboard board, ScheduledExecutorService loop, Kept kept, String number)
            throws InterruptedException {
        try {
            var caller = loop.submit(() -> new Caller(loop, kept, board, number)).get();
            caller.breathe();
            return caller;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private void breathe() {
        var silence = new byte[160];
        Arrays.fill(silence, (byte) 0xFF);
        var frames = new long[1];
        var _ =
                loop.scheduleAtFixedRate(
                        () -> events.audio(silence, 0, 160, 20 * frames[0]++),
                        0,
                        20,
                        TimeUnit.MILLISECONDS);
    }

    String id() {
        return id;
    }

    /// Answers each question until one turn of the agent holds these words, which is not answered.
    Caller until(String words) throws InterruptedException {
        var heard = nextTurn();
        while (!heard.contains(words)) {
            if (isOver()) {
                throw new AssertionError("never heard \"" + words + "\" in:\n" + told());
            }
            answer(heard);
            heard = nextTurn();
        }
        return this;
    }

    /// Answers each question until the call is over; everything the agent said, as heard.
    String hearOut() throws InterruptedException {
        while (!isOver()) {
            answer(nextTurn());
        }
        return told();
    }

    void press(String keys) {
        keys.chars().forEach(key -> loop.execute(() -> events.key((char) key)));
    }

    void hangUp() {
        loop.execute(() -> events.ended(LegEvents.LegEnd.HUNG_UP));
    }

    /// Everything the agent said so far, as heard.
    String told() {
        return kept.of(id).stream()
                .map(Caller::agentTurn)
                .flatMap(Optional::stream)
                .map(turn -> turn.heard().reveal())
                .collect(Collectors.joining("\n"));
    }

    EndReason endReason() throws InterruptedException {
        return kept.await(
                id,
                entries ->
                        entries.stream()
                                .filter(Entry.Closed.class::isInstance)
                                .map(entry -> ((Entry.Closed) entry).reason())
                                .findFirst());
    }

    /// What must stand in the database of this call: one row a name, in the order of each table.
    List<Entry> entries() {
        return kept.of(id);
    }

    private boolean isOver() {
        return kept.of(id).stream().anyMatch(Entry.Closed.class::isInstance);
    }

    /// The next turn of the agent, waited for; empty when the call is over.
    private String nextTurn() throws InterruptedException {
        return kept.await(
                id,
                entries -> {
                    var heard =
                            entries.stream()
                                    .map(Caller::agentTurn)
                                    .flatMap(Optional::stream)
                                    .skip(turns)
                                    .findFirst();
                    if (heard.isPresent()) {
                        turns++;
                        return Optional.of(heard.get().heard().reveal());
                    }
                    return isOver() ? Optional.of("") : Optional.empty();
                });
    }

    private void answer(String heard) {
        ANSWERS.entrySet().stream()
                .filter(answer -> heard.contains(answer.getKey()))
                .findFirst()
                .ifPresent(answer -> press(answer.getValue()));
    }

    private static Optional<Fact.AgentTurn> agentTurn(Entry entry) {
        return entry instanceof Entry.Facts facts && facts.fact() instanceof Fact.AgentTurn turn
                ? Optional.of(turn)
                : Optional.empty();
    }

    @Override
    public LegTraits traits() {
        return TRAITS;
    }

    @Override
    public boolean send(byte[] payload, int offset, int length) {
        return true;
    }

    @Override
    public void mark(long markId) {
        // the pacing clock tells what was played
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void hangUp(EndReason reason) {
        // the record tells
    }

    @Override
    public void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException _) {
            // a closed leg drops what comes
        }
    }
}
