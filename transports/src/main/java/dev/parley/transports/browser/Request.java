package dev.parley.transports.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.compliance.Sensitive;
import dev.parley.transports.listen.Knock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a peer asked for when it opened its socket; checked.
///
/// @param agent the agent wanted; empty for the default
/// @param caller a telephone number the peer gave; empty if none
/// @param codec the leg's wire format, of the rate at which the client plays
/// @param skipsSpeech words only
/// @param capturesSound the agent's sound is wanted on the text wire
/// @param isResumable the call survives its socket for a while
/// @param resume token of the call to come back to; empty for a new call
record Request(
        String agent,
        Sensitive<String> caller,
        Codec codec,
        boolean skipsSpeech,
        boolean capturesSound,
        boolean isResumable,
        String resume) {
    private static final Pattern AGENT = Pattern.compile("[A-Za-z0-9_-]{0,64}");
    private static final Pattern NUMBER = Pattern.compile("[+0-9 ()/.-]{0,32}");

    /// Reads the queries of a socket; empty if one of them cannot be used.
    ///
    /// @param mayNameCaller whether the query `caller` is believed, as test tools want it that have
    ///   no start token to say who calls
    static Optional<Request> of(Knock knock, boolean mayNameCaller) {
        var query = knock.query();
        var codec =
                switch (query.getOrDefault("player_rate", "24000")) {
                    case "24000" -> Codec.PCM_24K;
                    case "16000" -> Codec.PCM_16K;
                    default -> null;
                };
        var agent = query.getOrDefault("agent", "");
        var caller = mayNameCaller ? query.getOrDefault("caller", "") : "";
        if (codec == null || !AGENT.matcher(agent).matches() || !isNumber(caller)) {
            return Optional.empty();
        }
        return Optional.of(
                new Request(
                        agent,
                        Sensitive.of(caller),
                        codec,
                        isTrue(query.get("skip_tts")),
                        isTrue(query.get("capture_bot_audio")),
                        isTrue(query.get("resumable")) || query.containsKey("resume"),
                        query.getOrDefault("resume", "")));
    }

    /// The same, with agent and caller as they were signed into a start token.
    Request started(String subject) {
        JsonNode call;
        try {
            call = Rtvi.JSON.readTree(subject);
        } catch (JsonProcessingException _) {
            return this; // ours, but of a version that wrote it in another way
        }
        var signed = call.path("agent").asText("");
        return new Request(
                signed.isEmpty() ? agent : signed,
                Sensitive.of(call.path("caller").asText("")),
                codec,
                skipsSpeech,
                capturesSound,
                isResumable,
                resume);
    }

    /// What goes into a start token.
    static String subject(String agent, String caller) {
        return Rtvi.write(Rtvi.object().put("agent", agent).put("caller", caller));
    }

    static boolean isAgent(String name) {
        return AGENT.matcher(name).matches();
    }

    static boolean isNumber(String number) {
        return NUMBER.matcher(number).matches();
    }

    private static boolean isTrue(@Nullable String value) {
        return "true".equals(value) || "1".equals(value);
    }
}
