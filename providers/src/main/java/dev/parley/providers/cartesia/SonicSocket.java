package dev.parley.providers.cartesia;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.HttpFailures;
import dev.parley.providers.net.KeyHeader;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.Reopening;
import dev.parley.providers.net.SentenceDesk;
import dev.parley.providers.net.SocketLine;
import dev.parley.providers.net.Sockets;
import dev.parley.providers.net.SpokenSentence;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one socket and its contexts. Confined to its loop. What comes for a context that is no more,
/// stale chunks after a cancel too, is dropped here.
final class SonicSocket implements SentenceDesk.Vendor, SocketLine.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SonicSettings settings;
    private final Loop loop;
    private final Sockets sockets;
    private final String path;
    private final Reopening reopening;
    private final Map<String, Context> contexts = new LinkedHashMap<>();
    private @Nullable SocketLine line;
    private long contextNumber;
    private boolean isClosed;

    /// A sentence at the vendor's.
    private static final class Context {
        final SpokenSentence sentence;
        final WordPlaces places;
        boolean isSent;

        Context(SpokenSentence sentence) {
            this.sentence = sentence;
            this.places = new WordPlaces(sentence.text());
        }
    }

    SonicSocket(SonicSettings settings, Network network, Loop loop, Meters meters) {
        var endpoint = Endpoint.of(settings.url());
        this.settings = settings;
        this.loop = loop;
        this.sockets = new Sockets(network, endpoint, settings.name(), meters);
        this.path = endpoint.at("/tts/websocket", "cartesia_version=" + settings.version());
        this.reopening = new Reopening(loop, this::connect);
        boolean _ = loop.run(this::connect);
    }

    private void connect() {
        if (line == null && !isClosed) {
            line =
                    SocketLine.open(
                            sockets,
                            loop,
                            path,
                            List.of(new KeyHeader("X-API-Key", "", settings.key())),
                            settings.limits().connect(),
                            this);
        }
    }

    @Override
    public void start(SpokenSentence sentence) {
        var id = "s" + ++contextNumber;
        var context = new Context(sentence);
        contexts.put(id, context);
        connect();
        send(id, context);
    }

    @Override
    public void stop(SpokenSentence sentence) {
        var ids =
                contexts.entrySet().stream()
                        .filter(each -> each.getValue().sentence.equals(sentence))
                        .map(Map.Entry::getKey)
                        .toList();
        for (var id : ids) {
            var context = contexts.remove(id);
            if (context != null && context.isSent && line != null) {
                line.text("{\"context_id\":\"" + id + "\",\"cancel\":true}");
            }
        }
    }

    @Override
    public void opened() {
        reopening.opened();
        contexts.forEach(this::send);
    }

    private void send(String id, Context context) {
        if (line != null && line.isOpen() && !context.isSent) {
            context.isSent = true;
            line.text(request(id, context.sentence).toString());
        }
    }

    private ObjectNode request(String id, SpokenSentence sentence) {
        var request = JSON.createObjectNode();
        request.put("model_id", settings.model());
        request.put("context_id", id);
        request.put("transcript", sentence.text());
        request.put("continue", false);
        request.putObject("voice").put("mode", "id").put("id", settings.voice());
        request.put("language", settings.language());
        request.putObject("output_format")
                .put("container", "raw")
                .put("encoding", sentence.format().isLinear() ? "pcm_s16le" : "pcm_mulaw")
                .put("sample_rate", sentence.format().rate());
        request.put("add_timestamps", true);
        request.put("max_buffer_delay_ms", settings.bufferMillis());
        return request;
    }

    @Override
    public void text(String message) {
        JsonNode node;
        try {
            node = JSON.readTree(message);
        } catch (JacksonException _) {
            node = null;
        }
        if (node == null || !node.isObject()) {
            broken(new ProviderFault(ProviderFailure.PROTOCOL, "expected JSON from Cartesia"));
            return;
        }
        var id = node.path("context_id").asText("");
        var context = contexts.get(id);
        if (context != null) {
            told(id, context, node);
        } else if (id.isEmpty() && node.path("type").asText().equals("error")) {
            broken(HttpFailures.inStream(node.path("status_code").asInt(0), node));
        }
    }

    private void told(String id, Context context, JsonNode node) {
        switch (node.path("type").asText()) {
            case "chunk" -> sound(id, context, node.path("data").asText(""));
            case "timestamps" -> words(context, node.path("word_timestamps"));
            case "done" -> {
                contexts.remove(id);
                context.sentence.done();
            }
            case "error" -> {
                contexts.remove(id);
                context.sentence.fail(
                        HttpFailures.inStream(node.path("status_code").asInt(0), node));
            }
            default -> {
                // flush_done, phoneme_timestamps, and what is new
            }
        }
    }

    private void sound(String id, Context context, String data) {
        try {
            context.sentence.sound(Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException _) {
            contexts.remove(id);
            context.sentence.fail(
                    new ProviderFault(ProviderFailure.PROTOCOL, "expected sound in base64"));
        }
    }

    private static void words(Context context, JsonNode timed) {
        var words = timed.path("words");
        for (int i = 0; i < words.size(); i++) {
            int start = context.places.find(words.path(i).asText(""));
            if (start >= 0) {
                context.sentence.word(
                        start,
                        start + words.path(i).asText("").length(),
                        millis(timed.path("start").path(i)),
                        millis(timed.path("end").path(i)));
            }
        }
    }

    private static int millis(JsonNode seconds) {
        return Math.clamp(Math.round(1000 * seconds.asDouble(0)), 0, Integer.MAX_VALUE);
    }

    @Override
    public void binary(Buffer message) {
        // Cartesia sends none.
    }

    @Override
    public void closed(ProviderFault fault) {
        line = null;
        lost(fault);
    }

    private void broken(ProviderFault fault) {
        if (line != null) {
            line.close();
            line = null;
        }
        lost(fault);
    }

    private void lost(ProviderFault fault) {
        var cut = List.copyOf(contexts.values());
        contexts.clear();
        reopening.lost();
        cut.forEach(context -> context.sentence.fail(fault));
    }

    /// Any thread.
    @Override
    public void close() {
        boolean _ =
                loop.run(() -> {
                    isClosed = true;
                    reopening.close();
                    if (line != null) {
                        line.close();
                        line = null;
                    }
                });
    }
}
