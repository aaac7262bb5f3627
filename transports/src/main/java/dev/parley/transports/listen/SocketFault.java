package dev.parley.transports.listen;

/// Something a peer can do wrong on its socket, with the rule that follows. Each transport lists
/// its own in one enum.
public interface SocketFault {
    /// What a fault does to its call.
    enum Rule {
        /// Counted and logged; the call goes on however often it happens.
        IGNORED,
        /// The message is dropped; too many of them end the call.
        TOLERATED,
        ENDS
    }

    Rule rule();

    /// Name for metrics and logs: "second-start".
    String plainName();
}
