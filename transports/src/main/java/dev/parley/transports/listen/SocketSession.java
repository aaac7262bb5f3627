package dev.parley.transports.listen;

/// What a transport makes of one socket. Every method runs on the event loop of the socket. An
/// exception thrown by one of them is told as [Breach#INTERNAL] and touches this socket alone.
public interface SocketSession {
    /// A whole text message; the array belongs to the listener and is valid during the call only.
    void text(byte[] message, int length);

    /// A whole binary message, as above.
    void binary(byte[] message, int length);

    /// The connection broke a rule of WebSocket, or ours about its size and silence.
    void breach(Breach breach);

    /// The time is over in which the socket had to begin its call.
    void startIsDue();

    /// Whether no call has begun yet.
    boolean isWaiting();

    /// The server stops: ends the session with close code 1001.
    void serverStops();

    /// What [#closed] is told of a connection that broke without a close frame (RFC 6455 §7.1.5).
    int ABNORMAL = 1006;

    /// The connection is closed; nothing follows. `closeCode` is that of the peer's close frame,
    /// 1005 if it had none, [#ABNORMAL] if there was no close frame.
    void closed(int closeCode);
}
