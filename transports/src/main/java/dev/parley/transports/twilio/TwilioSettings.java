package dev.parley.transports.twilio;

import dev.parley.transports.listen.SocketLimits;
import java.time.Duration;
import java.util.List;

/// Where media sockets are opened and what they bear.
///
/// @param paths where a media socket may be opened
/// @param sockets limits of one socket: size, start, silence, how many wait
/// @param stuckTimeout how long a socket may refuse sound before its call ends
/// @param maxFaults how many tolerated faults a call may make before it ends
public record TwilioSettings(
        List<String> paths, SocketLimits sockets, Duration stuckTimeout, int maxFaults) {

    public TwilioSettings {
        paths = List.copyOf(paths);
        require(stuckTimeout.toMillis() >= 10, "stuck timeout", "at least 10 ms", stuckTimeout);
        require(maxFaults >= 0, "max faults", "0 or more", maxFaults);
    }

    public static TwilioSettings defaults() {
        return new TwilioSettings(
                List.of("/api/v1/voice/media-stream", "/ws"),
                new SocketLimits(
                        65_536,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        1_000),
                Duration.ofSeconds(5),
                100);
    }

    private static void require(boolean holds, String what, String expected, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "media socket: expected " + what + " of " + expected + ", got " + got);
        }
    }
}
