package dev.parley.sim.vendor.host;

import java.io.IOException;
import java.time.Duration;

/// Where the pieces of a stream go: a chunked body or a WebSocket.
public interface Outlet<P> {
    void send(P piece) throws IOException;

    /// Sends it whole but cut into packets at the worst places.
    void split(P piece) throws IOException;

    /// Sends a part of it, as far as the transport can.
    void half(P piece) throws IOException;

    /// Sends something else instead of it that means nothing.
    void garbage(P piece) throws IOException;

    /// Sends the vendor's own error and ends.
    void fail() throws IOException;

    void pause(Duration time) throws IOException, InterruptedException;
}
