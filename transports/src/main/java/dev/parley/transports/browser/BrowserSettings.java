package dev.parley.transports.browser;

import dev.parley.transports.listen.SocketLimits;
import java.time.Duration;
import java.util.Set;

/// What the browser socket wants and bears.
///
/// @param sockets limits of one socket: size, `client-ready`, silence, pings, how many wait
/// @param requiresToken whether a socket from this machine too needs a token; others always do
/// @param origins web origins other than our own whose pages may open sockets and start sessions
/// @param tools how much of a tool call the peer sees
/// @param isTestProfile whether the peer may raise `tools` itself (`eval-configure`)
/// @param lead how far ahead of real time sound is sent; the peer still plays it after an
///   interruption
/// @param resumeWindow how long a call waits for its peer to come back
/// @param stuckTimeout how long a socket may refuse what we send before it counts as lost
/// @param tokenLife how long a start token is good
/// @param recordsLife how long a token for the record of a call is good
/// @param maxFaults how many tolerated faults a session may make before it ends
public record BrowserSettings(
        SocketLimits sockets,
        boolean requiresToken,
        Set<String> origins,
        ToolDisclosure tools,
        boolean isTestProfile,
        Duration lead,
        Duration resumeWindow,
        Duration stuckTimeout,
        Duration tokenLife,
        Duration recordsLife,
        int maxFaults) {
    /// The client's own limit of a message, and room for the envelope.
    private static final int MAX_MESSAGE_BYTES = (1 << 20) + 4096;

    public BrowserSettings {
        origins = Set.copyOf(origins);
        require(lead.toMillis() >= 40 && lead.toMillis() <= 500, "lead", "40 to 500 ms", lead);
        require(!resumeWindow.isNegative(), "resume window", "zero or more", resumeWindow);
        require(stuckTimeout.toMillis() >= 10, "stuck timeout", "at least 10 ms", stuckTimeout);
        require(tokenLife.toSeconds() >= 1, "token life", "at least 1 s", tokenLife);
        require(recordsLife.toSeconds() >= 1, "records life", "at least 1 s", recordsLife);
        require(maxFaults >= 0, "max faults", "0 or more", maxFaults);
    }

    public static BrowserSettings defaults() {
        return new BrowserSettings(
                new SocketLimits(
                        MAX_MESSAGE_BYTES,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        4_000),
                false,
                Set.of(),
                ToolDisclosure.NONE,
                false,
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofMinutes(90),
                100);
    }

    /// These, as an operator may change them.
    public BrowserSettings with(
            boolean requiresTokens, Set<String> others, ToolDisclosure shown, boolean test) {
        return new BrowserSettings(
                sockets,
                requiresTokens,
                others,
                shown,
                test,
                lead,
                resumeWindow,
                stuckTimeout,
                tokenLife,
                recordsLife,
                maxFaults);
    }

    private static void require(boolean holds, String what, String expected, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "browser socket: expected " + what + " of " + expected + ", got " + got);
        }
    }
}
