package dev.parley.providers.deepgram;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.HttpFailures;
import dev.parley.providers.net.KeyHeader;
import dev.parley.providers.net.Loop;
import dev.parley.providers.net.SocketLine;
import dev.parley.providers.net.Sockets;
import dev.parley.providers.net.SpokenSentence;
import dev.parley.providers.net.TextPieces;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One socket to Aura: its sound bears no name, so one sentence at a time, and after a cancel all
/// is dropped until the vendor confirms. Confined to its loop.
final class AuraSocket implements SocketLine.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTE = 60_000_000_000L;

    /// The vendor ends sessions after an hour.
    private static final long MAX_AGE = 50 * MINUTE;

    private final AuraSockets sockets;
    private final AuraSettings settings;
    private final Loop loop;
    private final SocketLine line;
    private final ArrayDeque<Long> flushes = new ArrayDeque<>();
    private final long openedNanos = System.nanoTime();
    private @Nullable SpokenSentence sentence;
    private boolean isSent;
    private Loop.@Nullable Alarm clearing;

    AuraSocket(
            AuraSockets sockets, AuraSettings settings, Loop loop, Sockets network, KeyHeader key) {
        this.sockets = sockets;
        this.settings = settings;
        this.loop = loop;
        this.line =
                SocketLine.open(
                        network,
                        loop,
                        settings.path(),
                        List.of(key),
                        settings.limits().connect(),
                        this);
    }

    /// Neither speaking nor clearing.
    boolean isIdle() {
        return sentence == null && clearing == null;
    }

    /// Idle, and may flush once more this minute and hour.
    boolean isFree() {
        long now = System.nanoTime();
        while (!flushes.isEmpty() && now - flushes.getFirst() > MINUTE) {
            flushes.removeFirst();
        }
        return isIdle() && flushes.size() < settings.flushes() && now - openedNanos < MAX_AGE;
    }

    void speak(SpokenSentence wanted) {
        sentence = wanted;
        isSent = false;
        send();
    }

    @Override
    public void opened() {
        sockets.opened();
        send();
    }

    private void send() {
        if (sentence == null || isSent || !line.isOpen()) {
            return;
        }
        isSent = true;
        var text = sentence.text();
        for (int from = 0; from < text.length(); ) {
            int to = TextPieces.end(text, from, settings.maxText());
            line.text(
                    JSON.createObjectNode()
                            .put("type", "Speak")
                            .put("text", text.substring(from, to))
                            .toString());
            from = to;
        }
        flushes.addLast(System.nanoTime());
        line.text("{\"type\":\"Flush\"}");
    }

    /// If it speaks this one.
    void stop(SpokenSentence unwanted) {
        if (!unwanted.equals(sentence)) {
            return;
        }
        sentence = null;
        if (isSent) {
            line.text("{\"type\":\"Clear\"}");
            clearing = loop.after(settings.cleared(), this::notCleared);
        }
    }

    private void notCleared() {
        line.close();
        sockets.lost(this);
    }

    @Override
    public void binary(Buffer message) {
        if (sentence != null && isSent) {
            sentence.sound(message.getBytes());
        }
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
            broken(new ProviderFault(ProviderFailure.PROTOCOL, "expected JSON from Deepgram"));
            return;
        }
        switch (node.path("type").asText()) {
            case "Flushed" -> flushed();
            case "Cleared" -> {
                if (clearing != null) {
                    clearing.close();
                    clearing = null;
                }
            }
            case "Error" -> broken(HttpFailures.inStream(0, node));
            default -> {
                // Metadata, Warning, and what is new
            }
        }
    }

    /// A confirmation that comes while clearing is that of the cancelled sentence.
    private void flushed() {
        var spoken = sentence;
        if (spoken != null && isSent) {
            sentence = null;
            spoken.done();
        }
    }

    private void broken(ProviderFault fault) {
        line.close();
        closed(fault);
    }

    @Override
    public void closed(ProviderFault fault) {
        var cut = sentence;
        sentence = null;
        if (clearing != null) {
            clearing.close();
            clearing = null;
        }
        sockets.lost(this);
        if (cut != null) {
            cut.fail(fault);
        }
    }

    @Override
    public void close() {
        if (clearing != null) {
            clearing.close();
        }
        line.text("{\"type\":\"Close\"}");
        line.close();
    }
}
