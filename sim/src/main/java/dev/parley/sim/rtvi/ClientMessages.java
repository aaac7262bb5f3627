package dev.parley.sim.rtvi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Writes the messages of a client as the published ones write them. Not thread-safe.
final class ClientMessages {
    static final String LABEL = "rtvi-ai";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = new JsonMapper();

    private final RtviCall call;
    private long lastId;

    ClientMessages(RtviCall call) {
        this.call = call;
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    /// A fresh id, eight hexadecimal digits as the JavaScript client has them.
    String nextId() {
        return HexFormat.of().toHexDigits((int) (++lastId * 0x9E37_79B1L));
    }

    /// A message; data of null is left out.
    ObjectNode message(String type, String id, @Nullable JsonNode data) {
        var message = object().put("label", LABEL).put("type", type).put("id", id);
        if (data != null) {
            message.set("data", data);
        }
        return message;
    }

    ObjectNode clientReady(String id) {
        boolean browser = call.wire() == RtviWire.BINARY;
        var about = object();
        about.put("library", browser ? "@pipecat-ai/client-js" : "pipecat-ai");
        about.put("library_version", browser ? "1.13.1" : "1.14.0");
        about.put("platform", "Linux");
        if (browser) {
            about.set(
                    "platform_details",
                    object().put("browser", "Chrome").put("platform_type", "desktop"));
        } else {
            about.putNull("platform_version").putNull("platform_details");
        }
        var data = object().put("version", call.version());
        data.set("about", about);
        return message("client-ready", id, data);
    }

    /// One chunk of the microphone as this wire carries it.
    Outgoing sound(byte[] chunk) {
        return sound(chunk, call.micRate(), call.micChannels());
    }

    Outgoing sound(byte[] chunk, int rate, int channels) {
        if (call.wire() == RtviWire.BINARY) {
            return new Outgoing.Binary(FrameWriter.audio(chunk, rate, channels));
        }
        var data =
                object().put("base64Audio", Base64.getEncoder().encodeToString(chunk))
                        .put("sampleRate", rate)
                        .put("numChannels", channels);
        return wrap(message("raw-audio", nextId(), data));
    }

    /// A message as this wire carries it.
    Outgoing wrap(ObjectNode message) {
        return wrap(text(message));
    }

    Outgoing wrap(String json) {
        return call.wire() == RtviWire.BINARY
                ? new Outgoing.Binary(FrameWriter.message(json))
                : new Outgoing.Text(json);
    }

    static String text(JsonNode message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
