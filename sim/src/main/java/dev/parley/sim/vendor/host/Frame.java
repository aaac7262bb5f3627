package dev.parley.sim.vendor.host;

/// A message to a WebSocket client.
public sealed interface Frame {
    record Text(String text) implements Frame {}

    /// Bytes, not copied: nobody writes into them.
    final class Bytes implements Frame {
        private final byte[] bytes;

        public Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }
    }
}
