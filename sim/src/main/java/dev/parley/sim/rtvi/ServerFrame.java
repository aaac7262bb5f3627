package dev.parley.sim.rtvi;

/// What a server may send on the binary wire: Pipecat's `Frame`, by its proto3 schema.
sealed interface ServerFrame {
    /// Field 4: RTVI's JSON.
    record Message(String json) implements ServerFrame {}

    /// Field 2: signed 16-bit little endian.
    @SuppressWarnings("ArrayRecordComponent") // read once, by the player
    record Audio(byte[] sound, long rate, long channels) implements ServerFrame {}

    /// Field 5.
    record Interruption() implements ServerFrame {}

    /// Bytes that are no such frame, or one that no client of today understands.
    record Invalid(String why) implements ServerFrame {}
}
