package dev.parley.call.duplex;

import dev.parley.call.leg.LegTraits.Codec;
import java.time.Duration;
import java.util.Set;

/// What a speech-to-speech provider, as configured, can do.
///
/// @param turnMaster who decides about turns
/// @param truncation how it learns what was heard of an answer that was cut
/// @param hears wire formats of the caller's sound
/// @param speaks wire formats of the agent's sound
/// @param callerWords tells what the caller said
/// @param wordTimes tells where in the sound the agent's words are, instead of an estimate
/// @param tools takes tools and calls them
/// @param changes takes other instructions and tools within a session
/// @param longestSession the provider ends a session after this
public record DuplexCapabilities(
        TurnMaster turnMaster,
        Truncation truncation,
        Set<Codec> hears,
        Set<Codec> speaks,
        boolean callerWords,
        boolean wordTimes,
        boolean tools,
        boolean changes,
        Duration longestSession) {
    public DuplexCapabilities {
        hears = Set.copyOf(hears);
        speaks = Set.copyOf(speaks);
        if (hears.isEmpty() || speaks.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected at least one wire format each way, got " + hears + " and " + speaks);
        }
        if (!longestSession.isPositive()) {
            throw new IllegalArgumentException("expected a longest session, got " + longestSession);
        }
    }
}
