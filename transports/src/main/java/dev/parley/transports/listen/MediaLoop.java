package dev.parley.transports.listen;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// One event loop and the sockets on it.
public final class MediaLoop {
    /// Every fifth turn of the lag timer looks at the sockets: four times a second.
    private static final int TURNS_A_LOOK = 5;

    private final Vertx vertx;
    private final int index;
    private final Outbox outbox;
    private final LoopLag lag;
    private final Set<SocketPump> sockets = ConcurrentHashMap.newKeySet();
    private final List<Runnable> everyTurn = new ArrayList<>();
    private int turns;

    /// Runs on the event loop itself.
    MediaLoop(Vertx vertx, Context context, int index, Meters meters) {
        this.vertx = vertx;
        this.index = index;
        this.outbox = new Outbox(context);
        this.lag =
                new LoopLag(
                        meters.timer(Metric.LOOP_LAG, Integer.toString(index)), System.nanoTime());
        vertx.setPeriodic(LoopLag.PERIOD_MILLIS, _ -> turn(System.nanoTime()));
    }

    /// Number of this loop, from 0.
    public int index() {
        return index;
    }

    /// The way from other threads to this loop.
    public Outbox outbox() {
        return outbox;
    }

    /// Runs a short task every 50 ms on this loop, as long as the listener lives. To be called on
    /// the loop.
    public void everyTurn(Runnable task) {
        everyTurn.add(task);
    }

    /// Runs a task once on this loop after a while, unless the answer is run before. To be called
    /// on the loop.
    public Runnable after(Duration delay, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), _ -> task.run());
        return () -> vertx.cancelTimer(timer);
    }

    LoopLag lag() {
        return lag;
    }

    /// `route` may change until the first message; `noLongerWaiting` runs once, when the socket's
    /// call began or its connection ended.
    void open(
            ServerWebSocket webSocket,
            SocketSession session,
            Supplier<SocketRoute> route,
            Runnable noLongerWaiting) {
        var pump =
                new SocketPump(vertx, webSocket, session, route, noLongerWaiting, System::nanoTime);
        sockets.add(pump);
        pump.open(() -> sockets.remove(pump));
    }

    int openSockets() {
        return sockets.size();
    }

    int openSockets(SocketRoute route) {
        int open = 0;
        for (var pump : sockets) {
            open += pump.isOf(route) ? 1 : 0;
        }
        return open;
    }

    /// Any thread.
    void stopAll() {
        sockets.forEach(pump -> outbox.execute(pump::serverStops));
    }

    private void turn(long now) {
        lag.tick(now);
        everyTurn.forEach(Runnable::run);
        if (++turns == TURNS_A_LOOK) {
            turns = 0;
            sockets.forEach(pump -> pump.tick(now));
        }
    }
}
