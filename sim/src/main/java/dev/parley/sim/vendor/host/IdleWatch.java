package dev.parley.sim.vendor.host;

import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.time.Duration;

/// Does something when a client has been silent for so long, on a virtual thread of its own.
public final class IdleWatch {
    private final WebSocketSession session;
    private volatile long lastNanos = System.nanoTime();

    /// What to do then.
    public interface Alarm {
        void ring() throws IOException;
    }

    public IdleWatch(WebSocketSession session, Duration limit, Alarm alarm) {
        this.session = session;
        Thread.ofVirtual().name("idle-watch").start(() -> watch(limit, alarm));
    }

    /// The client was heard.
    public void heard() {
        lastNanos = System.nanoTime();
    }

    private void watch(Duration limit, Alarm alarm) {
        try {
            long left = limit.toNanos();
            while (left > 0) {
                session.pause(Duration.ofNanos(left));
                left = limit.toNanos() - (System.nanoTime() - lastNanos);
            }
            alarm.ring();
        } catch (IOException _) {
            // The client went: nothing is left to watch.
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
