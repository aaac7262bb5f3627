package dev.parley.providers.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.providers.net.Connections;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.Exchange;
import dev.parley.providers.net.KeyHeader;
import dev.parley.providers.net.SentenceDesk;
import dev.parley.providers.net.SpokenSentence;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The sentences that are being spoken, each a request or several. Confined to its loop.
final class VoiceRequests implements SentenceDesk.Vendor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenAiVoiceSettings settings;
    private final Connections connections;
    private final String path;
    private final List<KeyHeader> keys;
    private final Map<SpokenSentence, VoiceRequest> requests = new HashMap<>();

    VoiceRequests(OpenAiVoiceSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        this.path = Endpoint.of(settings.url()).at(settings.path(), "");
        this.keys = settings.key().map(KeyHeader::bearer).stream().toList();
    }

    @Override
    public void start(SpokenSentence sentence) {
        var request = new VoiceRequest(this, sentence, settings.maxText(), settings.format());
        requests.put(sentence, request);
        request.next();
    }

    @Override
    public void stop(SpokenSentence sentence) {
        var request = requests.remove(sentence);
        if (request != null) {
            request.close();
        }
    }

    /// It has its end.
    void over(SpokenSentence sentence) {
        requests.remove(sentence);
    }

    Exchange send(String text, Exchange.Listener listener) {
        return Exchange.open(
                connections,
                new Exchange.Post(
                        path,
                        "application/json",
                        settings.container().equals("wav") ? "audio/wav" : "audio/pcm, audio/*",
                        keys,
                        Buffer.buffer(body(text))),
                settings.limits().connect(),
                listener);
    }

    private byte[] body(String text) {
        var body =
                JSON.createObjectNode()
                        .put("model", settings.model())
                        .put("input", text)
                        .put("voice", settings.voice())
                        .put("response_format", settings.container());
        if (settings.speed() != 1) {
            body.put("speed", settings.speed());
        }
        if (!settings.instructions().isEmpty()) {
            body.put("instructions", settings.instructions());
        }
        if (settings.asksRate()) {
            body.put("sample_rate", settings.format().rate());
        }
        body.setAll(settings.more().node());
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
