package dev.parley.sim.vendor.host;

import java.io.IOException;

/// A fault has ended the stream; nothing follows.
public final class Struck extends IOException {
    private static final long serialVersionUID = 1L;

    public Struck(String fault) {
        super(fault);
    }

    /// The vendor's own error ends one stream, not always its connection.
    boolean leavesOpen() {
        return "error".equals(getMessage());
    }
}
