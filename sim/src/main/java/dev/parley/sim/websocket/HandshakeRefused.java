package dev.parley.sim.websocket;

import java.io.IOException;

/// The server answered the upgrade with something else than 101.
public final class HandshakeRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    HandshakeRefused(int status, String what) {
        super(what);
        this.status = status;
    }

    /// The HTTP status; 0 if there was none, or if a 101 did not prove that the key was read.
    public int status() {
        return status;
    }
}
