package dev.parley.transports.listen;

import java.time.Duration;

/// What a transport bears of its sockets.
///
/// @param maxMessageBytes longest message, in one frame or many
/// @param startTimeout how long a socket may stay open without a call
/// @param idleTimeout how long a socket may deliver nothing at all before it counts as silent
/// @param pingPeriod how often a socket is pinged, so that a peer that has nothing to say is not
///   silent; zero for never
/// @param maxWaiting how many sockets may wait for their call; more are refused with 503
public record SocketLimits(
        int maxMessageBytes,
        Duration startTimeout,
        Duration idleTimeout,
        Duration pingPeriod,
        int maxWaiting) {
    public SocketLimits {
        require(
                maxMessageBytes >= 1024 && maxMessageBytes <= 2 << 20,
                "max message bytes",
                "1024 to 2097152",
                maxMessageBytes);
        require(startTimeout.toMillis() >= 10, "start timeout", "at least 10 ms", startTimeout);
        require(idleTimeout.toSeconds() >= 1, "idle timeout", "at least 1 s", idleTimeout);
        require(!pingPeriod.isNegative(), "ping period", "zero or more", pingPeriod);
        require(maxWaiting >= 1, "max waiting", "at least 1", maxWaiting);
    }

    private static void require(boolean holds, String what, String expected, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "media socket: expected " + what + " of " + expected + ", got " + got);
        }
    }
}
