package dev.parley.transports.twilio;

/// The one ordered way out of a media socket. What is put first leaves first; nothing blocks or
/// throws. Any thread.
interface Wire {
    /// Sound of one reply, void once `epoch` is over: what has not left by then never leaves.
    void media(String message, int epoch);

    /// A message that leaves whatever happens.
    void text(String message);

    /// Ends the connection behind everything put before.
    void close(int code, String reason);

    /// All before this epoch that has not left yet is dropped.
    void voidBefore(int epoch);

    /// Whether more sound would only pile up.
    boolean isFull();

    /// Runs a task on the IO thread of the socket; dropped if it is closed.
    void execute(Runnable task);
}
