package dev.parley.transports.twilio;

import java.time.Duration;
import java.util.List;

/// How the media socket listens and what it bears.
///
/// @param host address to bind
/// @param port port to bind; 0 takes a free one
/// @param paths where a media socket may be opened
/// @param eventLoops how many event loops share the port
/// @param maxMessageBytes longest message; a longer one ends its call (close code 1009)
/// @param startTimeout how long a socket may stay open without a `start`
/// @param idleTimeout how long a socket may deliver nothing at all before it counts as lost
/// @param stuckTimeout how long a socket may refuse sound before its call ends
/// @param maxWaiting how many sockets may wait for their `start`; more are refused with 503
/// @param maxFaults how many tolerated faults a call may make before it ends
public record TwilioSettings(
        String host,
        int port,
        List<String> paths,
        int eventLoops,
        int maxMessageBytes,
        Duration startTimeout,
        Duration idleTimeout,
        Duration stuckTimeout,
        int maxWaiting,
        int maxFaults) {

    public TwilioSettings {
        paths = List.copyOf(paths);
        require(port >= 0 && port <= 65535, "port", "0 to 65535", port);
        require(eventLoops >= 1 && eventLoops <= 64, "event loops", "1 to 64", eventLoops);
        require(
                maxMessageBytes >= 1024 && maxMessageBytes <= 1 << 20,
                "max message bytes",
                "1024 to 1048576",
                maxMessageBytes);
        require(startTimeout.toMillis() >= 10, "start timeout", "at least 10 ms", startTimeout);
        require(idleTimeout.toSeconds() >= 1, "idle timeout", "at least 1 s", idleTimeout);
        require(stuckTimeout.toMillis() >= 10, "stuck timeout", "at least 10 ms", stuckTimeout);
        require(maxWaiting >= 1, "max waiting", "at least 1", maxWaiting);
        require(maxFaults >= 0, "max faults", "0 or more", maxFaults);
    }

    public static TwilioSettings defaults() {
        return new TwilioSettings(
                "127.0.0.1",
                8000,
                List.of("/api/v1/voice/media-stream", "/ws"),
                1,
                65_536,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                1_000,
                100);
    }

    /// The defaults on another address.
    public static TwilioSettings listeningOn(String host, int port) {
        var defaults = defaults();
        return new TwilioSettings(
                host,
                port,
                defaults.paths,
                defaults.eventLoops,
                defaults.maxMessageBytes,
                defaults.startTimeout,
                defaults.idleTimeout,
                defaults.stuckTimeout,
                defaults.maxWaiting,
                defaults.maxFaults);
    }

    private static void require(boolean holds, String what, String expected, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "media socket: expected " + what + " of " + expected + ", got " + got);
        }
    }
}
