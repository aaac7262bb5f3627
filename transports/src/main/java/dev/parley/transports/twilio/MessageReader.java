package dev.parley.transports.twilio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads every message of Twilio with Jackson: all but the hot one, and that too where
/// [MediaScanner] does not recognise its shape. Thread-safe.
final class MessageReader {
    private static final ObjectReader JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(16)
                                                    .maxNumberLength(32)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .reader();

    PeerMessage read(byte[] message, int length) {
        JsonNode root;
        try {
            root = JSON.readTree(message, 0, length);
        } catch (IOException _) {
            return new PeerMessage.Malformed();
        }
        if (root == null || !root.isObject() || !root.path("event").isTextual()) {
            return new PeerMessage.Malformed();
        }
        var streamSid = text(root.path("streamSid"));
        return switch (root.path("event").textValue()) {
            case "connected" -> new PeerMessage.Connected();
            case "start" -> start(streamSid, root.path("start"));
            case "media" -> media(streamSid, root.path("media"));
            case "dtmf" -> new PeerMessage.Dtmf(streamSid, text(root.path("dtmf").path("digit")));
            case "mark" -> new PeerMessage.Mark(streamSid, text(root.path("mark").path("name")));
            case "stop" -> new PeerMessage.Stop(streamSid);
            default -> new PeerMessage.Unknown();
        };
    }

    private static PeerMessage start(String streamSid, JsonNode start) {
        var format = start.path("mediaFormat");
        Map<String, String> parameters = new LinkedHashMap<>();
        start.path("customParameters")
                .properties()
                .forEach(entry -> parameters.put(entry.getKey(), text(entry.getValue())));
        return new PeerMessage.Start(
                streamSid,
                text(start.path("streamSid")),
                text(start.path("callSid")),
                text(format.path("encoding")),
                number(format.path("sampleRate")),
                number(format.path("channels")),
                parameters);
    }

    private static PeerMessage media(String streamSid, JsonNode media) {
        return new PeerMessage.Media(
                streamSid,
                text(media.path("track")),
                number(media.path("timestamp")),
                text(media.path("payload")));
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    /// A whole number of at most 15 digits, written as text (Twilio's way) or as a number.
    private static long number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        var digits = text(node);
        if (digits.isEmpty() || digits.length() > 15) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }
}
