package dev.parley.sim.faults;

/// What a [FaultProxy] does, once, when it sees certain bytes on their way to the server.
public enum Reaction {
    /// Says so, and lets them pass.
    NOTICE,
    /// Cuts the connection; the server never gets these bytes.
    CUT_BEFORE,
    /// Lets the server have them, waits until it answers, and cuts the connection before the client
    /// reads the answer.
    CUT_ANSWER,
    /// Keeps them, and all that follows on this connection, until [FaultProxy#resume]; the client
    /// may have gone by then, the server gets them all the same.
    HOLD
}
