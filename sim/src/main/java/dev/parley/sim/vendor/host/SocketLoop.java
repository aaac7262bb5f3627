package dev.parley.sim.vendor.host;

import dev.parley.sim.vendor.wire.Message;
import dev.parley.sim.vendor.wire.WebSocketSession;
import java.io.IOException;

/// Hands every message of a WebSocket client to a vendor, until it closes.
public final class SocketLoop {
    private SocketLoop() {}

    /// What a vendor does with messages, on the thread of the connection.
    public interface Ears {
        void text(String text) throws IOException;

        void bytes(byte[] bytes) throws IOException;
    }

    /// Returns when the connection is over.
    public static void run(Visit visit, WebSocketSession session, Ears ears) throws IOException {
        while (true) {
            switch (session.receive()) {
                case Message.Text(var text) -> {
                    visit.text(text);
                    ears.text(text);
                }
                case Message.Binary binary -> ears.bytes(binary.bytes());
                case Message.Closed(int code, _) -> {
                    visit.end("closed " + code);
                    return;
                }
            }
        }
    }
}
