package dev.parley.sim.vendor.wire;

import java.io.IOException;

/// The client has closed the connection, or the server is closing.
public final class ClientGone extends IOException {
    private static final long serialVersionUID = 1L;

    public ClientGone() {
        super("the client has gone");
    }
}
