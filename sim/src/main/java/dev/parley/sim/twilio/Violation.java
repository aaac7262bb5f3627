package dev.parley.sim.twilio;

/// Something the server did that Twilio would warn of.
///
/// @param code Twilio's: 31951 invalid message (ignored), 31924 broken WebSocket protocol
/// @param reason what was wrong
/// @param message beginning of the message
public record Violation(int code, String reason, String message) {
    static Violation invalid(String reason, String message) {
        return new Violation(31951, reason, message.substring(0, Math.min(120, message.length())));
    }
}
