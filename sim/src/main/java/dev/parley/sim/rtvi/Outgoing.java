package dev.parley.sim.rtvi;

import dev.parley.sim.websocket.WebSocketLine;
import java.io.IOException;

/// A WebSocket message to be sent.
sealed interface Outgoing {
    void send(WebSocketLine line) throws IOException;

    record Text(String text) implements Outgoing {
        @Override
        public void send(WebSocketLine line) throws IOException {
            line.text(text);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // made for one sending
    record Binary(byte[] bytes) implements Outgoing {
        @Override
        public void send(WebSocketLine line) throws IOException {
            line.frame(WebSocketLine.BINARY, true, bytes);
        }
    }

    /// A part of a message, as RFC 6455 section 5.4 has it.
    @SuppressWarnings("ArrayRecordComponent") // made for one sending
    record Piece(int opcode, boolean last, byte[] bytes) implements Outgoing {
        @Override
        public void send(WebSocketLine line) throws IOException {
            line.frame(opcode, last, bytes);
        }
    }
}
