package dev.parley.dialog;

import dev.parley.compliance.Sensitive;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;

/// The facts with which a conversation begins; the only source of date, zone and randomness inside
/// it.
///
/// @param callId unique name of the call
/// @param wall date and time at the agent's place when the call was answered
/// @param zone the agent's time zone
/// @param seed for every choice that looks random, so that a replay chooses the same
/// @param from the caller's number as the carrier gave it; empty if withheld
/// @param to the number called
/// @param parameters what the carrier or the API passed along; untrusted
/// @param hasModel whether a language model can be asked in this call
public record Opening(
        String callId,
        LocalDateTime wall,
        ZoneId zone,
        long seed,
        Sensitive<String> from,
        String to,
        Map<String, String> parameters,
        boolean hasModel) {
    public Opening {
        parameters = Map.copyOf(parameters);
    }

    /// Without a language model.
    public Opening(
            String callId,
            LocalDateTime wall,
            ZoneId zone,
            long seed,
            Sensitive<String> from,
            String to,
            Map<String, String> parameters) {
        this(callId, wall, zone, seed, from, to, parameters, false);
    }

    /// The same call, with or without a language model.
    public Opening withModel(boolean has) {
        return new Opening(callId, wall, zone, seed, from, to, parameters, has);
    }
}
