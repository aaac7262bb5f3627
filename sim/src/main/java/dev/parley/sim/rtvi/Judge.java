package dev.parley.sim.rtvi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Base64;
import java.util.List;

/// Reads everything a server sends on one session and holds it against the rules. No network and no
/// clock: each call says when. Not thread-safe.
final class Judge {
    private static final int MAX_MESSAGE = 1 << 20;
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .reader();

    private final RtviCall call;
    private final Complaints complaints = new Complaints();
    private final MessageShapes shapes = new MessageShapes(complaints);
    private final HandshakeRule handshake = new HandshakeRule(complaints);
    private final PairRule pairs = new PairRule(complaints);
    private final SoundRule sound;
    private final OutputRule output;
    private final ToolRule tools = new ToolRule(complaints);
    private final RequestRule requests = new RequestRule(complaints);

    /// What a message means for the client.
    ///
    /// @param events what happened, in order
    /// @param sound to be played; empty if none
    @SuppressWarnings("ArrayRecordComponent") // read once, by the player
    record Read(List<RtviEvent> events, byte[] sound) {}

    Judge(RtviCall call) {
        this.call = call;
        this.sound = new SoundRule(call, complaints);
        this.output = new OutputRule(call, complaints, sound);
    }

    /// A message of the client left.
    void sent(JsonNode message) {
        var id = message.path("id").asText("");
        var type = message.path("type").asText("");
        if (type.equals("client-ready") && message.has("id")) {
            handshake.asked(id, message.path("data").path("version").asText(""));
        }
        requests.sent(id, type, message.path("data").path("t").asText(""));
    }

    Read binary(byte[] message, long nanos, long millis) {
        complaints.at(millis);
        if (call.wire() == RtviWire.TEXT) {
            complaints.add("wrong-wire", "binary message on the text wire");
            return nothing();
        }
        if (message.length > MAX_MESSAGE) {
            complaints.add("oversized", message.length + " bytes");
        }
        return switch (FrameReader.read(message)) {
            case ServerFrame.Message(String json) -> message(json, nanos, millis);
            case ServerFrame.Audio(byte[] bytes, long rate, long channels) ->
                    audio(bytes, rate, channels, nanos, millis);
            case ServerFrame.Interruption _ -> {
                sound.interruption();
                yield new Read(List.of(mark("(interruption)", millis)), new byte[0]);
            }
            case ServerFrame.Invalid(String why) -> {
                complaints.add("frame", why);
                yield nothing();
            }
        };
    }

    Read text(String message, long nanos, long millis) {
        complaints.at(millis);
        if (call.wire() == RtviWire.BINARY) {
            complaints.add("wrong-wire", "text message on the binary wire");
            return nothing();
        }
        return message(message, nanos, millis);
    }

    void broken(String what, long millis) {
        complaints.at(millis);
        complaints.add("websocket", what);
    }

    void late(long lateMillis, long nanos) {
        sound.late(lateMillis, nanos);
    }

    List<RtviViolation> violations() {
        return complaints.all();
    }

    List<String> heard() {
        return output.heard();
    }

    boolean isReady() {
        return handshake.isReady();
    }

    boolean isSpeaking() {
        return pairs.isOpen("bot-started-speaking");
    }

    long maxAheadMillis() {
        return sound.maxAheadMillis();
    }

    double soundMillis() {
        return sound.millis();
    }

    private Read message(String text, long nanos, long millis) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException _) {
            complaints.add("json", text);
            return nothing();
        }
        if (!root.path("label").asText("").equals(ClientMessages.LABEL)
                || !root.path("type").isTextual()) {
            complaints.add("label", text);
            return nothing();
        }
        var type = root.path("type").textValue();
        var data = root.path("data");
        shapes.check(type, root.has("id"), data);
        if (type.equals("eval-bot-audio")) {
            return evalAudio(data, nanos, millis);
        }
        var event = new RtviEvent(type, root.path("id").asText(""), data, millis);
        handshake.message(event);
        requests.message(event);
        tools.message(event);
        if (!handshake.isFirstGeneration()) {
            output.message(event);
        }
        sound.message(event);
        pairs.message(event);
        return new Read(List.of(event), new byte[0]);
    }

    private Read evalAudio(JsonNode data, long nanos, long millis) {
        try {
            var bytes = Base64.getDecoder().decode(data.path("audio").asText());
            return audio(bytes, data.path("sampleRate").asLong(), 1, nanos, millis);
        } catch (IllegalArgumentException _) {
            complaints.add("base64", "eval-bot-audio");
            return nothing();
        }
    }

    private Read audio(byte[] bytes, long rate, long channels, long nanos, long millis) {
        if (!handshake.isReady()) {
            complaints.add("before-ready", "sound");
        }
        sound.audio(bytes, rate, channels, nanos);
        if (!handshake.isFirstGeneration()) {
            output.audio(bytes.length * 500.0 / call.playerRate());
        }
        return new Read(List.of(mark("(audio)", millis)), bytes);
    }

    private static RtviEvent mark(String name, long millis) {
        return new RtviEvent(name, "", MissingNode.getInstance(), millis);
    }

    private static Read nothing() {
        return new Read(List.of(), new byte[0]);
    }
}
