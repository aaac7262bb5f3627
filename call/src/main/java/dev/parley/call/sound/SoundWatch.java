package dev.parley.call.sound;

import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.media.Tap;
import dev.parley.call.record.CallStore;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Measures the sound of one call, both sides on the call's time: the caller at media time, the
/// agent where it plays, without what was flushed. The taps put levels of 5 ms into rings;
/// everything else is the measuring thread's.
///
/// Threads: `caller`, `voice` and `voiceEnded` on the leg's IO thread, `agent` and `cutAgent` on
/// the wheel, `asked`, `replied`, `cut`, `held` and `finish` on the call's.
public final class SoundWatch implements Tap {
    /// What is younger may still be cut or come late, as in a recording.
    private static final long OPEN_NANOS = 600_000_000;

    private static final int MAX_TOLD = 128;
    private static final long FINISH_PATIENCE_SECONDS = 2;

    private final String callId;
    private final Codec codec;
    private final int cellSamples;
    private final long startNanos;
    private final SoundMeters meters;
    private final CallStore store;
    private final Clock clock;
    private final Runnable knock;
    private final LevelRing callerRing = new LevelRing();
    private final LevelRing agentRing = new LevelRing();
    private final Queue<Told> told = new ArrayBlockingQueue<>(MAX_TOLD);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile long endNanos = Long.MAX_VALUE;

    // The measuring thread.
    private final CellWindow callerCells = new CellWindow();
    private final CellWindow agentCells = new CellWindow();
    private final Witness witness = new Witness();
    private final CallerSound caller = new CallerSound(witness);
    private final AgentSound agent = new AgentSound();
    private final SoundLedger ledger = new SoundLedger(this::keep);
    private long counted;

    /// What the call's thread says, with the cell from which on it holds.
    private sealed interface Told {
        record Asked(int turn, boolean isSpoken) implements Told {}

        record Replied(int turn, long reply, long plays, long leadMillis, ReplyLatency parts)
                implements Told {}

        record Cut(long reply) implements Told {}

        record Held(boolean now, long cell) implements Told {}
    }

    /// @param startNanos `System.nanoTime` at the beginning of the call
    /// @param clock wall time, for the records
    /// @param knock wakes the measuring thread
    SoundWatch(
            String callId,
            Codec codec,
            long startNanos,
            SoundMeters meters,
            CallStore store,
            Clock clock,
            Runnable knock) {
        this.callId = callId;
        this.codec = codec;
        this.cellSamples = Levels.cellSamples(codec);
        this.startNanos = startNanos;
        this.meters = meters;
        this.store = store;
        this.clock = clock;
        this.knock = knock;
    }

    @Override
    public void caller(long sample, byte[] payload, int offset, int length) {
        add(callerRing, callerCell(sample), Levels.of(codec, payload, offset, length));
    }

    @Override
    public void voice(long sample) {
        add(callerRing, callerCell(sample), LevelRing.VOICE);
    }

    @Override
    public void voiceEnded(long sample) {
        add(callerRing, callerCell(sample), LevelRing.VOICE_ENDED);
    }

    @Override
    public void agent(long nanos, byte[] payload, int offset, int length) {
        add(agentRing, cellAt(nanos), Levels.of(codec, payload, offset, length));
    }

    @Override
    public void cutAgent(long nanos) {
        add(agentRing, cellAt(nanos), LevelRing.CUT);
    }

    private void add(LevelRing ring, long cell, long level) {
        if (!ring.add(cell, level)) {
            meters.drops().increment();
        }
    }

    /// A turn of the caller entered the record; typed ones make no sound.
    public void asked(int turn, boolean isSpoken) {
        tell(new Told.Asked(turn, isSpoken));
    }

    /// The answer to this turn began.
    ///
    /// @param playsNanos when its first frame plays, on the play clock
    /// @param leadNanos how much earlier it left
    /// @param parts of the time it took, until it left
    public void replied(int turn, long reply, long playsNanos, long leadNanos, ReplyLatency parts) {
        tell(new Told.Replied(turn, reply, cellAt(playsNanos), leadNanos / 1_000_000, parts));
    }

    /// This reply, and what was before it, is cut.
    public void cut(long reply) {
        tell(new Told.Cut(reply));
    }

    /// The call is held, or goes on.
    public void held(boolean isHeld, long nanos) {
        tell(new Told.Held(isHeld, cellAt(nanos)));
    }

    private void tell(Told what) {
        if (!told.offer(what)) {
            meters.drops().increment();
        }
    }

    /// The call is over at this time: has the last figures kept, and waits for that at most 2 s.
    public void finish(long nanos) {
        finish(nanos, FINISH_PATIENCE_SECONDS);
    }

    void finish(long nanos, long patienceSeconds) {
        endNanos = nanos;
        knock.run();
        try {
            done.await(patienceSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    // The measuring thread.

    /// One round: takes over what came and counts what cannot change any more. True if the call is
    /// over and everything was kept.
    boolean round(long now) {
        boolean isLast = endNanos != Long.MAX_VALUE;
        long end = cellAt(isLast ? endNanos : now - OPEN_NANOS);
        for (var what = told.peek(); what != null && isDue(what, isLast); what = told.peek()) {
            told.remove();
            take(what);
        }
        takeCaller(end);
        takeAgent(end);
        count(end);
        if (isLast) {
            close();
        }
        return isLast;
    }

    /// Nothing more is measured.
    void abandon() {
        done.countDown();
    }

    private void close() {
        caller.spurts().finish(callerCells.first());
        agent.spurts().finish(agentCells.first());
        ledge();
        for (var what = told.poll(); what != null; what = told.poll()) {
            take(what);
        }
        var sound = ledger.finish();
        meters.call(callId, sound);
        store.append(new CallStore.Entry.Sounded(callId, clock.instant(), sound));
        done.countDown();
    }

    private boolean isDue(Told what, boolean isLast) {
        return isLast || !(what instanceof Told.Held held) || held.cell <= counted;
    }

    private void take(Told what) {
        switch (what) {
            case Told.Asked(int turn, boolean isSpoken) -> ledger.asked(turn, isSpoken);
            case Told.Replied(int turn, long reply, long plays, long leadMillis, var parts) ->
                    ledger.replied(turn, reply, plays, leadMillis, parts);
            case Told.Cut(long reply) -> ledger.cut(reply);
            case Told.Held(boolean now, long _) -> ledger.held(now);
        }
    }

    private void takeCaller(long end) {
        for (; callerRing.hasNext(); callerRing.remove()) {
            long cell = callerRing.cell();
            long level = callerRing.level();
            if (level == LevelRing.VOICE) {
                witness.began(cell);
            } else if (level == LevelRing.VOICE_ENDED) {
                witness.ended(cell);
            } else {
                place(callerCells, cell, level, end);
            }
        }
    }

    private void takeAgent(long end) {
        for (; agentRing.hasNext(); agentRing.remove()) {
            long cell = agentRing.cell();
            long level = agentRing.level();
            if (level == LevelRing.CUT) {
                agentCells.erase(cell);
            } else {
                place(agentCells, cell, level, end);
            }
        }
    }

    private void place(CellWindow cells, long first, long level, long end) {
        boolean isPlaced = true;
        for (int i = 0; i < Levels.CELLS; i++) {
            if (first + i >= cells.first() + CellWindow.CELLS && first < end + CellWindow.CELLS) {
                count(Math.min(end, first + i - CellWindow.CELLS + 1));
            }
            isPlaced &= cells.place(first + i, Levels.cell(level, i));
        }
        if (!isPlaced) {
            meters.drops().increment();
        }
    }

    /// Both windows move on together, so that they stay on one time.
    private void count(long end) {
        for (; counted < end; counted++) {
            boolean agentIsLoud = agent.cell(counted, agentCells.take());
            caller.cell(counted, callerCells.take(), agentIsLoud);
        }
        ledge();
    }

    private long ledged;

    private void ledge() {
        long until = Math.min(caller.spurts().decided(), agent.spurts().decided());
        for (; ledged < until; ledged++) {
            ledger.cell(caller.spurts().at(ledged), agent.spurts().at(ledged));
        }
    }

    private void keep(TurnSound sound, @Nullable ReplyLatency parts) {
        meters.turn(callId, sound, parts);
        store.append(new CallStore.Entry.TurnSounded(callId, clock.instant(), sound));
    }

    private long callerCell(long sample) {
        return Math.floorDiv(sample + cellSamples / 2, (long) cellSamples);
    }

    private long cellAt(long nanos) {
        return Math.floorDiv(nanos - startNanos + Levels.CELL_NANOS / 2, Levels.CELL_NANOS);
    }
}
