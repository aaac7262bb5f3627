package dev.parley.transports.listen;

/// How a peer can break the socket itself.
public enum Breach {
    /// A message longer than the limit; the rest of it is not read.
    TOO_LARGE,
    /// Bytes that are no WebSocket frames.
    BAD_FRAME,
    /// Nothing at all arrived for the idle time.
    SILENT,
    /// Our own defect while reading a message.
    INTERNAL
}
