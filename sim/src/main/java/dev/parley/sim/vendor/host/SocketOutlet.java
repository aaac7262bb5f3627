package dev.parley.sim.vendor.host;

import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/// Messages to a WebSocket client.
public final class SocketOutlet implements Outlet<Frame> {
    private final WebSocketSession session;
    private final Failure failure;

    /// How the vendor fails on an open socket.
    public interface Failure {
        void fail() throws IOException;
    }

    public SocketOutlet(WebSocketSession session, Failure failure) {
        this.session = session;
        this.failure = failure;
    }

    @Override
    public void send(Frame piece) throws IOException {
        switch (piece) {
            case Frame.Text(var text) -> session.send(text);
            case Frame.Bytes bytes -> session.send(bytes.bytes());
        }
    }

    @Override
    public void split(Frame piece) throws IOException {
        switch (piece) {
            case Frame.Text(var text) -> session.sendSplit(text);
            case Frame.Bytes bytes -> session.sendSplit(bytes.bytes());
        }
    }

    @Override
    public void half(Frame piece) throws IOException {
        if (piece instanceof Frame.Bytes bytes) {
            session.send(Arrays.copyOf(bytes.bytes(), bytes.bytes().length / 2));
        }
    }

    /// A text that is no JSON, whatever was due.
    @Override
    public void garbage(Frame piece) throws IOException {
        session.send("{\"type\":\uFFFD\u0001]}garbage");
    }

    @Override
    public void fail() throws IOException {
        failure.fail();
    }

    @Override
    public void pause(Duration time) throws IOException, InterruptedException {
        session.pause(time);
    }
}
