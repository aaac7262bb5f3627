package dev.parley.transports.listen;

/// A transport that takes WebSockets. Several may share a path: then the first message decides
/// whose socket it is.
public interface SocketRoute {
    /// Label of metrics: "twilio".
    String transport();

    /// Whether its sockets may be opened at this path.
    boolean isAt(String path);

    SocketLimits limits();

    /// Asked once per event loop, on that loop, for what takes the sockets that live there.
    SocketDoor onLoop(MediaLoop loop);
}
