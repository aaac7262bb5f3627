package dev.parley.sim.vendor.deepgram;

import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.host.Frame;
import dev.parley.sim.vendor.host.Outbox;
import dev.parley.sim.vendor.host.SocketOutlet;
import dev.parley.sim.vendor.host.Spout;
import dev.parley.sim.vendor.host.Struck;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The way of a recognizer's messages to its client, with the fault of the turn they belong to.
/// Messages are added by the thread that listens and sent by the outbox.
final class HearingFaults {
    private final Visit visit;
    private final Outbox outbox;
    private final WebSocketSession session;
    private final SocketOutlet outlet;
    private Spout<Frame> spout;
    private boolean isFirst;

    HearingFaults(
            Visit visit, Outbox outbox, WebSocketSession session, SocketOutlet.Failure failure) {
        this.visit = visit;
        this.outbox = outbox;
        this.session = session;
        this.outlet = new SocketOutlet(session, failure);
        this.spout = new Spout<>(outlet, null, visit.script());
    }

    /// A turn has begun: its fault is in force until the next.
    Spout<Frame> turn(long turn) {
        Optional<FaultRule> refusal = visit.refusal(visit.connection(), turn);
        if (refusal.isPresent()) {
            outbox.add(() -> {
                switch (refusal.get().kind()) {
                    case REFUSE -> throw new Struck("refuse", Struck.After.CUT);
                    case UNAUTHORIZED -> close(refusal.get(), "INVALID_AUTH");
                    case PAYMENT -> close(refusal.get(), "ASR_PAYMENT_REQUIRED");
                    case RATE -> close(refusal.get(), "TOO_MANY_REQUESTS");
                    case SERVER,
                            SLOW_FIRST_BYTE,
                            STALL,
                            CUT,
                            ERROR,
                            GARBAGE,
                            SPLIT_UTF8,
                            DUPLICATE,
                            LATE,
                            WRONG_RATE,
                            ZERO_BYTES,
                            TOO_FAST,
                            TOO_SLOW ->
                            outlet.fail();
                }
                throw new Struck(refusal.get().kind().toString(), Struck.After.LEFT);
            });
        }
        spout = new Spout<>(outlet, visit.inStream(visit.connection(), turn), visit.script());
        isFirst = true;
        return spout;
    }

    /// With the name that the refusal of an upgrade would have.
    private void close(FaultRule fault, String reason) throws IOException {
        visit.end("fault " + fault.kind());
        session.close(1008, reason);
    }

    Spout<Frame> spout() {
        return spout;
    }

    void content(String json) {
        send(json, false);
    }

    void mark(String json) {
        send(json, true);
    }

    private void send(String json, boolean isMark) {
        var now = spout;
        boolean wasFirst = isFirst;
        isFirst = false;
        outbox.add(() -> {
            if (wasFirst) {
                now.waitForFirst(Delay.WORDS);
            } else {
                now.waitForNext(Duration.ZERO);
            }
            var frame = new Frame.Text(json);
            if (isMark) {
                now.mark(frame);
            } else {
                now.content(frame);
            }
        });
    }

    /// What comes when it should not any more.
    void stale(String json) {
        outbox.add(() -> outlet.send(new Frame.Text(json)));
    }
}
