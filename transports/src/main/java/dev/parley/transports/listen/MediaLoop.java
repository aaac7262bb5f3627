package dev.parley.transports.twilio;

import dev.parley.call.leg.CallDesk;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// One event loop and the sockets on it.
final class MediaLoop {
    private final Vertx vertx;
    private final Outbox outbox;
    private final TwilioStream.Parts parts;
    private final LoopLag lag;
    private final AtomicInteger waiting;
    private final Set<MediaSocket> sockets = ConcurrentHashMap.newKeySet();

    /// Runs on the event loop itself; `waiting` is shared by all loops.
    MediaLoop(
            Vertx vertx,
            Context context,
            int index,
            TwilioSettings settings,
            CallDesk desk,
            Meters meters,
            FaultLog faults,
            AtomicInteger waiting) {
        this.vertx = vertx;
        this.outbox = new Outbox(context);
        this.waiting = waiting;
        this.parts =
                new TwilioStream.Parts(
                        settings,
                        desk,
                        faults,
                        meters.counter(Metric.MEDIA_FRAMES_UNSENT, "twilio"),
                        System::nanoTime,
                        new MessageReader(),
                        new MediaScanner());
        this.lag =
                new LoopLag(
                        meters.timer(Metric.LOOP_LAG, Integer.toString(index)), System.nanoTime());
        vertx.setPeriodic(LoopLag.PERIOD_MILLIS, _ -> lag.tick(System.nanoTime()));
    }

    LoopLag lag() {
        return lag;
    }

    void open(ServerWebSocket webSocket) {
        var socket = new MediaSocket(vertx, webSocket, outbox, parts, waiting::decrementAndGet);
        sockets.add(socket);
        socket.open(() -> sockets.remove(socket));
    }

    int openSockets() {
        return sockets.size();
    }

    void closeAll() {
        sockets.forEach(MediaSocket::closeForGood);
    }
}
