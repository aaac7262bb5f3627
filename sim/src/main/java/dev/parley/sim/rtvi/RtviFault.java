package dev.parley.sim.rtvi;

/// Ways to misbehave, by name. The first group is chosen before the session ([RtviCall#breaking]);
/// the second happens at a moment ([RtviPeer#commit]).
public enum RtviFault {
    /// Opens the socket and says nothing.
    NO_CLIENT_READY,
    /// Sends sound only, never `client-ready`.
    SOUND_WITHOUT_READY,
    /// `client-ready` without an id.
    READY_WITHOUT_ID,

    /// A message of the other wire.
    WRONG_WIRE,
    /// A protobuf frame that ends in the middle of a varint.
    TRUNCATED_VARINT,
    /// A protobuf field that claims a gigabyte.
    LYING_LENGTH,
    EMPTY_MESSAGE,
    /// Text that is not JSON, JSON that is no message, and messages with wrong fields.
    GARBAGE,
    FOREIGN_LABEL,
    UNKNOWN_TYPE,
    /// A request without an id.
    MISSING_ID,
    /// Known types with fields that are missing or of the wrong kind.
    BAD_FIELDS,
    SECOND_CLIENT_READY,
    /// A message of one megabyte, which is still allowed.
    ONE_MEGABYTE,
    /// A message of five megabytes.
    OVERSIZED,
    /// The same five megabytes in frames of 16 kB.
    OVERSIZED_IN_PIECES,
    /// Sound with an odd number of bytes.
    ODD_BYTES,
    /// Sound that says it has 1 Hz, 4 GHz, no channel, nine channels.
    IMPOSSIBLE_SOUND,
    /// A minute of sound at once.
    FLOOD_OF_SOUND,
    /// Ten thousand small messages at once.
    FLOOD_OF_MESSAGES,
    /// JSON nested a hundred thousand deep.
    DEEP_JSON,
    /// Stops taking bytes from the network.
    STOP_READING,
    /// Stops sending anything, the connection stays.
    FREEZE,
    /// Sends no sound for two seconds, then all of it at once, as after a stall of the network.
    STALL,
    /// Cuts the connection without a word (TCP reset).
    VANISH,
    /// Bytes that are no WebSocket frame.
    BROKEN_FRAME
}
