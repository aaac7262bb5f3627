package dev.parley.sim.vendor.fault;

/// Where a vendor is when it asks whether something goes wrong; each from 1, 0 where it does not
/// apply.
///
/// @param connection the how-manieth connection or HTTP request of this stage
/// @param request the how-manieth request of this stage: an HTTP request, a context or flushed text
///   of a voice, a connection of a recognizer
/// @param turn the turn: user messages in the request of a model, utterances heard by a recognizer,
///   requests of a voice
public record Moment(long connection, long request, long turn) {
    /// At the door: the connection is being opened.
    public static Moment door(long connection) {
        return new Moment(connection, 0, 0);
    }
}
