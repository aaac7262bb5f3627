package dev.parley.transports.browser;

/// Bounds the messages of one socket. IO thread only.
final class MessagePace {
    /// A microphone at 48 kHz sends 188 pieces a second.
    private static final long A_SECOND = 400;

    /// At once, after a stall of the network.
    private static final long BURST = 6_000;

    private final long startNanos;
    private long messages;

    MessagePace(long startNanos) {
        this.startNanos = startNanos;
    }

    /// Counts a message; false if there are too many.
    boolean admits(long nowNanos) {
        messages++;
        return messages <= BURST + (nowNanos - startNanos) / 1_000_000 * A_SECOND / 1_000;
    }
}
