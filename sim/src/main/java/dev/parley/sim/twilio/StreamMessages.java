package dev.parley.sim.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes Twilio's messages of one stream: one counter over all of them, one over the sound, all
/// numbers as text. Not thread-safe.
final class StreamMessages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PeerCall call;
    private final boolean otherStyle;
    private long sequence;
    private long chunk;

    StreamMessages(PeerCall call) {
        this.call = call;
        this.otherStyle = call.faults().contains(PeerFault.OTHER_JSON_STYLE);
    }

    String connected() {
        return "{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}";
    }

    String start() {
        boolean wrong = call.faults().contains(PeerFault.WRONG_FORMAT);
        var start = new LinkedHashMap<String, Object>();
        start.put("accountSid", call.accountSid());
        start.put("streamSid", call.streamSid());
        start.put("callSid", call.callSid());
        start.put("tracks", List.of("inbound"));
        start.put(
                "mediaFormat",
                Map.of(
                        "encoding",
                        wrong ? "audio/l16" : "audio/x-mulaw",
                        "sampleRate",
                        wrong ? 16000 : 8000,
                        "channels",
                        1));
        start.put("customParameters", call.parameters());
        return message("start", call.streamSid(), start);
    }

    String media(byte[] sound, long timestamp) {
        return media(Base64.getEncoder().encodeToString(sound), timestamp, call.streamSid());
    }

    String media(String payload, long timestamp, String streamSid) {
        var media = new LinkedHashMap<String, Object>();
        media.put("track", "inbound");
        media.put("chunk", number(++chunk));
        media.put("timestamp", number(timestamp));
        media.put("payload", payload);
        return message("media", streamSid, media);
    }

    String dtmf(char key, String streamSid) {
        return message(
                "dtmf", streamSid, Map.of("track", "inbound_track", "digit", String.valueOf(key)));
    }

    String mark(String name, String streamSid) {
        return message("mark", streamSid, Map.of("name", name));
    }

    String stop() {
        return message(
                "stop",
                call.streamSid(),
                Map.of("accountSid", call.accountSid(), "callSid", call.callSid()));
    }

    private String message(String event, String streamSid, Map<String, ?> body) {
        var root = new LinkedHashMap<String, Object>();
        root.put("event", event);
        root.put("sequenceNumber", number(++sequence));
        root.put(event, body);
        root.put("streamSid", streamSid);
        try {
            return otherStyle
                    ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root)
                    : JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Object number(long value) {
        return otherStyle ? (Object) value : Long.toString(value);
    }
}
