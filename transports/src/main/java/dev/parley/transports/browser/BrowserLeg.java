package dev.parley.transports.browser;

import dev.parley.call.EndReason;
import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegEvents;
import dev.parley.call.leg.LegEvents.LegEnd;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.leg.Onlooker;
import dev.parley.meter.Meters;
import dev.parley.transports.listen.MediaLoop;
import dev.parley.transports.listen.Outbox;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One call of a browser: its leg and its onlooker, which outlive the socket when the peer may come
/// back. Everything that leaves, sound and sights, goes through the outbox of one event loop, where
/// it is told in order.
///
/// Threads: `send`, `mark` and `flush` come from the pacing wheel, sights from there and from the
/// call's thread; everything else runs on the event loop on which the call began.
final class BrowserLeg implements Leg, Onlooker {
    /// About a second of sound waits for its event loop; beyond it, the loop is stuck.
    private static final int MAX_QUEUED_BYTES = 65_536;

    /// How long after the last sound a block is completed: before the lead is used up.
    private static final long SOUND_PAUSE_NANOS = 40_000_000;

    private static final Duration FINISHING = Duration.ofSeconds(10);
    private static final int TAKEN_OVER = 4001;

    private final MediaLoop home;
    private final Outbox outbox;
    private final Parts parts;
    private final LegTraits traits;
    private final boolean isTextOnly;
    private final boolean isResumable;
    private final Narrator narrator;
    private final AtomicInteger queuedBytes = new AtomicInteger();
    private final Runnable gone;

    private volatile int epoch;
    private volatile @Nullable BrowserWire wire;
    private volatile boolean isOver;
    private long refusedSince = Long.MIN_VALUE;

    // The event loop.
    private String callId = "";
    private String agent = "";
    private @Nullable Microphone microphone;
    private @Nullable LegEvents events;
    private @Nullable BrowserSession session;
    private Runnable resumeTimer = () -> {};
    private long lastSound = Long.MIN_VALUE;
    private int lastEpoch;
    private long finishBy = Long.MAX_VALUE;

    /// What the calls of one event loop share.
    record Parts(BrowserSettings settings, Meters.Counter unsent, Clocks clocks) {}

    /// @param gone runs once on the event loop when the call is over
    BrowserLeg(
            MediaLoop home,
            Parts parts,
            LegTraits.Codec codec,
            boolean isTextOnly,
            boolean isResumable,
            Runnable gone) {
        this.home = home;
        this.outbox = home.outbox();
        this.parts = parts;
        this.isTextOnly = isTextOnly;
        this.isResumable = isResumable;
        this.gone = gone;
        this.traits =
                new LegTraits(
                        "browser",
                        codec,
                        LegTraits.Playout.CLOCK,
                        true,
                        parts.settings().lead(),
                        false);
        this.narrator = new Narrator(parts.settings().tools(), parts.clocks().wall());
    }

    // The leg.

    @Override
    public LegTraits traits() {
        return traits;
    }

    @Override
    public boolean isTextOnly() {
        return isTextOnly;
    }

    @Override
    public Onlooker onlooker() {
        return this;
    }

    @Override
    public boolean send(byte[] payload, int offset, int length) {
        var now = wire;
        if (now == null) {
            return true; // away: the call has been told, and this frame was on its way
        }
        if (now.isFull() || queuedBytes.get() > MAX_QUEUED_BYTES) {
            refuse(now);
            return false;
        }
        refusedSince = Long.MIN_VALUE;
        queuedBytes.addAndGet(length);
        outbox.put(new Sound(this, Arrays.copyOfRange(payload, offset, offset + length), epoch));
        return true;
    }

    @Override
    public void mark(long markId) {
        // Clients report nothing: the play clock says what was heard.
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one wheel writes; others only read
    public void flush() {
        epoch++;
    }

    @Override
    public void hangUp(EndReason reason) {
        outbox.put(() -> hungUp(reason));
    }

    @Override
    public void execute(Runnable task) {
        outbox.execute(() -> {
            if (!isOver) {
                task.run();
            }
        });
    }

    @Override
    public void saw(Sight sight) {
        outbox.put(() -> tell(sight));
    }

    // The event loop.

    MediaLoop home() {
        return home;
    }

    boolean isResumable() {
        return isResumable;
    }

    boolean isOver() {
        return isOver;
    }

    String callId() {
        return callId;
    }

    /// The agent that answers; empty until the call says so.
    String agent() {
        return agent;
    }

    /// What hears the caller: one for the whole call, so that its time goes on when the peer comes
    /// back.
    Microphone microphone() {
        if (microphone == null) {
            microphone =
                    new Microphone(
                            traits.codec().rate(), parts.clocks().nanos().getAsLong(), this::heard);
        }
        return microphone;
    }

    private void heard(byte[] payload, int offset, int length, long mediaMillis) {
        var open = events();
        if (open != null) {
            open.audio(payload, offset, length, mediaMillis);
        }
    }

    Narrator narrator() {
        return narrator;
    }

    /// Where the caller's words, keys and sound go; null once the call is over.
    @Nullable LegEvents events() {
        return isOver || finishBy != Long.MAX_VALUE ? null : events;
    }

    void admitted(String id, LegEvents its) {
        callId = id;
        events = its;
    }

    /// A socket is ready for this call: the first, or one that comes back or takes over.
    void attach(BrowserSession its, BrowserWire itsWire, boolean isVersion1) {
        var before = session;
        session = its;
        wire = itsWire;
        narrator.tellTo(itsWire, isTextOnly, isVersion1);
        resumeTimer.run();
        resumeTimer = () -> {};
        if (before != null) {
            before.takenOver(TAKEN_OVER);
            awayFromCall();
        }
    }

    /// The peer that came back was greeted: the call goes on.
    void backToCall() {
        if (events != null && !isOver) {
            events.back();
        }
    }

    /// The socket broke, and the peer may come back to this call.
    void away(BrowserSession its) {
        if (its.equals(session) && !isOver) {
            session = null;
            wire = null;
            narrator.tellTo(Peer.AWAY, isTextOnly, false);
            awayFromCall();
            resumeTimer = home.after(parts.settings().resumeWindow(), () -> end(its, LegEnd.LOST));
        }
    }

    private void awayFromCall() {
        if (events != null) {
            events.away();
        }
    }

    /// This socket's session is over, and the call with it.
    void end(BrowserSession its, LegEnd how) {
        if (session == null || its.equals(session)) {
            over(how);
        }
    }

    /// Says what is being said, then hangs up.
    void finish() {
        if (finishBy == Long.MAX_VALUE) {
            finishBy = parts.clocks().nanos().getAsLong() + FINISHING.toNanos();
            finishIfQuiet(parts.clocks().nanos().getAsLong());
        }
    }

    /// Looks at the time, every 50 ms.
    void turn(long now) {
        var open = wire;
        if (open != null && lastSound != Long.MIN_VALUE && now - lastSound > SOUND_PAUSE_NANOS) {
            lastSound = Long.MIN_VALUE;
            if (lastEpoch == epoch && narrator.isAgentSpeaking()) {
                open.completeBlock(traits.codec().rate());
            }
        }
        narrator.turn(now);
        finishIfQuiet(now);
        if (open != null && open.isStuck(now, parts.settings().stuckTimeout())) {
            stuck(open);
        }
    }

    private void finishIfQuiet(long now) {
        if (finishBy != Long.MAX_VALUE && !isOver && (narrator.isQuiet() || now > finishBy)) {
            var open = session;
            if (open != null) {
                tellEnd(EndReason.CALLER_HUNG_UP, "");
                open.close(1000, "bye");
            }
            over(LegEnd.HUNG_UP);
        }
    }

    private void deliver(Sound sound) {
        queuedBytes.addAndGet(-sound.pcm.length);
        var open = wire;
        if (open != null && sound.epoch >= epoch && !isOver) {
            narrator.soundBegins();
            open.audio(sound.pcm, traits.codec().rate());
            lastSound = parts.clocks().nanos().getAsLong();
            lastEpoch = sound.epoch;
        }
    }

    private void tell(Sight sight) {
        if (isOver) {
            return;
        }
        if (sight instanceof Sight.Opened(var _, var name)) {
            agent = name;
            if (session != null) {
                session.callBegan();
            }
        }
        narrator.see(sight);
        if (sight instanceof Sight.Ended(var reason, var outcome)) {
            tellEnd(reason, outcome);
        }
    }

    private void tellEnd(EndReason reason, String outcome) {
        narrator.own(
                "ended",
                Rtvi.object()
                        .put("reason", plainName(reason))
                        .put("outcome", outcome)
                        .put("call_id", callId));
    }

    private void hungUp(EndReason reason) {
        int code =
                switch (reason) {
                    case COMPLETED,
                            CALLER_HUNG_UP,
                            CONNECTION_LOST,
                            CALLER_SILENT,
                            TOO_LONG,
                            OVER_BUDGET,
                            TRANSFERRED,
                            NO_PROGRESS ->
                            1000;
                    case DRAINED, SERVER_DIED -> 1001;
                    case PROTOCOL_ERROR -> 1002;
                    case FAILED -> 1011;
                };
        var open = session;
        if (open != null) {
            open.close(code, "hung up");
        }
        over(LegEnd.HUNG_UP);
    }

    private void over(LegEnd how) {
        if (isOver) {
            return;
        }
        isOver = true;
        wire = null;
        session = null;
        resumeTimer.run();
        gone.run();
        if (events != null) {
            events.ended(how);
        }
    }

    private void refuse(BrowserWire full) {
        parts.unsent().increment();
        long now = parts.clocks().nanos().getAsLong();
        if (refusedSince == Long.MIN_VALUE) {
            refusedSince = now;
        } else if (now - refusedSince > parts.settings().stuckTimeout().toNanos()) {
            outbox.execute(() -> stuck(full));
        }
    }

    private void stuck(BrowserWire full) {
        var open = session;
        if (open != null && full.equals(wire)) {
            open.fault(BrowserFault.STOPPED_READING);
        }
    }

    private static String plainName(EndReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A frame on its way to the socket.
    private static final class Sound implements Outbox.Parcel {
        private final BrowserLeg leg;
        private final byte[] pcm;
        private final int epoch;

        Sound(BrowserLeg leg, byte[] pcm, int epoch) {
            this.leg = leg;
            this.pcm = pcm;
            this.epoch = epoch;
        }

        @Override
        public void deliver() {
            leg.deliver(this);
        }
    }
}
