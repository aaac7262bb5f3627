package dev.parley.sim.rtvi;

/// How a session ended, as the client saw it.
public sealed interface RtviEnd {
    /// We closed.
    record Left() implements RtviEnd {}

    /// The server closed; the published client calls that a fatal error, whatever the code.
    record ClosedByServer(int code, String reason) implements RtviEnd {}

    /// The connection broke, or we cut it.
    record Lost(String how) implements RtviEnd {}
}
