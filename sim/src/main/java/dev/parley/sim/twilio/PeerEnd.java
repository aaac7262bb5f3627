package dev.parley.sim.twilio;

/// How a media stream ended, as Twilio saw it.
public sealed interface PeerEnd {
    /// We said `stop`.
    record HungUp() implements PeerEnd {}

    /// The server closed the socket with a close frame; Twilio then runs the next TwiML verb or
    /// ends the call.
    record ClosedByServer(int code, String reason) implements PeerEnd {}

    /// The connection broke, or we cut it.
    record Lost(String how) implements PeerEnd {}
}
