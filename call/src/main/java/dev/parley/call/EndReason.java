package dev.parley.call;

/// Why a call ended; kept with its record and counted by name.
public enum EndReason {
    /// The dialogue reached its end and said goodbye.
    COMPLETED,
    CALLER_HUNG_UP,
    /// The connection vanished without a goodbye of the carrier.
    CONNECTION_LOST,
    CALLER_SILENT,
    TOO_LONG,
    /// The call, its day or its agent has cost what it may.
    OVER_BUDGET,
    /// The call was handed over to somebody else.
    TRANSFERRED,
    /// Turn after turn brought nothing: music, another machine, a television.
    NO_PROGRESS,
    /// The server is stopping and the drain limit was reached.
    DRAINED,
    /// Speech, dialogue or mailbox failed; the caller got an apology where one could be spoken.
    FAILED,
    /// The carrier's messages broke the protocol.
    PROTOCOL_ERROR,
    /// Found open at the start of the server: the process that held it died.
    SERVER_DIED
}
