package dev.parley.sim.vendor.wire;

/// What a WebSocket client sent, whole.
public sealed interface Message {
    record Text(String text) implements Message {}

    /// Bytes, copied neither in nor out: the receiver owns them.
    final class Binary implements Message {
        private final byte[] bytes;

        Binary(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }
    }

    /// The end.
    ///
    /// @param code as the client gave it, 1005 without one, 1006 if the connection just ended
    record Closed(int code, String reason) implements Message {}
}
