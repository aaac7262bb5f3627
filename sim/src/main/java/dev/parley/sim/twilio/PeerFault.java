package dev.parley.sim.twilio;

/// Ways to break the protocol, by name. The first group is chosen before the call
/// ([PeerCall#breaking]); the second happens at a moment ([TwilioPeer#commit]).
public enum PeerFault {
    /// Says `connected`, then nothing.
    NO_START,
    /// Sends sound before `start`.
    MEDIA_FIRST,
    /// Sends `start` without `connected`.
    NO_CONNECTED,
    /// `start` announces 16-bit samples at 16 kHz.
    WRONG_FORMAT,
    /// Echoes marks two seconds late.
    LATE_MARKS,
    /// Echoes every mark twice.
    DUPLICATE_MARKS,
    /// Writes numbers as JSON numbers and puts blanks between tokens.
    OTHER_JSON_STYLE,

    /// Sends text that is not JSON, and JSON that is no message.
    GARBAGE,
    BINARY,
    SECOND_START,
    /// Sends sound, a key and a mark in the name of another stream.
    WRONG_SID,
    /// Sends a payload with letters outside of the alphabet.
    BAD_BASE64,
    /// Sends a payload whose length is not a multiple of four.
    ODD_BASE64,
    FIVE_MEGABYTES,
    /// The same five megabytes in frames of 16 kB.
    FIVE_MEGABYTES_IN_PIECES,
    /// Sends a minute of sound at once.
    FLOOD,
    /// Sends three seconds of sound at once: too fast, but no flood.
    BURST,
    /// Stops taking bytes from the network.
    STOP_READING,
    /// Stops sending anything, the connection stays.
    FREEZE,
    /// Cuts the connection without a word (TCP reset).
    VANISH,
    /// Sends bytes that are no WebSocket frame.
    BROKEN_FRAME,
    /// Sends an event that does not exist yet.
    UNKNOWN_EVENT
}
