package dev.parley.sim.vendor.host;

import java.io.IOException;

/// A fault has ended a stream; nothing follows in it.
public final class Struck extends IOException {
    private static final long serialVersionUID = 1L;

    private final String fault;
    private final After after;

    /// What becomes of the connection.
    public enum After {
        /// It stays, or is being closed already.
        LEFT,
        /// It is cut, once the record says so.
        CUT
    }

    public Struck(String fault, After after) {
        super(fault);
        this.fault = fault;
        this.after = after;
    }

    /// Ends what the fault ends, the record first: who sees the end finds it recorded.
    public void end(Visit visit) {
        if (after == After.CUT) {
            visit.end("fault " + fault);
            visit.exchange().cut();
        }
    }
}
