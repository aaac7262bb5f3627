package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.host.SocketOutlet;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What a Realtime session sends: events with ids of their own. Any thread.
final class RealtimeLine {
    private final WebSocketSession socket;
    private final long connection;
    private final AtomicLong ids = new AtomicLong();

    /// Fills an event.
    interface Filling {
        void fill(ObjectNode event);
    }

    /// @param connection stands in every id
    RealtimeLine(WebSocketSession socket, long connection) {
        this.socket = socket;
        this.connection = connection;
    }

    String id(String kind) {
        return kind + "_" + connection + "_" + ids.incrementAndGet();
    }

    ObjectNode event(String type) {
        return RealtimeEvents.event(id("event"), type);
    }

    void send(String type, Filling filling) throws IOException {
        var event = event(type);
        filling.fill(event);
        send(event);
    }

    void send(ObjectNode event) throws IOException {
        socket.send(event.toString());
    }

    /// @param cause the `event_id` of what the client asked for
    void refuse(Problem problem, @Nullable String cause) throws IOException {
        socket.send(RealtimeEvents.error(id("event"), problem, cause));
    }

    SocketOutlet outlet(SocketOutlet.Failure failure) {
        return new SocketOutlet(socket, failure);
    }

    void close(int code, String reason) throws IOException {
        socket.close(code, reason);
    }
}
