package dev.parley.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.HttpFailures;
import dev.parley.providers.net.SseParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the answer to one transcription: a JSON object, or events `transcript.text.delta` and
/// `transcript.text.done`. A server that was asked for events may answer with JSON. For one answer
/// and one thread.
final class TranscriptReader {
    private static final int MAX_BYTES = 1 << 20;

    /// More than anybody says in ten minutes.
    private static final int MAX_WORDS = 16 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consumer<String> partial;
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final StringBuilder soFar = new StringBuilder();
    private final SseParser events = new SseParser(MAX_BYTES, (_, data) -> event(data));
    private boolean isEvents;
    private @Nullable String words;
    private @Nullable ProviderFault fault;

    /// @param partial takes all that is understood so far
    TranscriptReader(Consumer<String> partial) {
        this.partial = partial;
    }

    void head(String contentType) {
        isEvents = contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    void feed(byte[] bytes) {
        if (isComplete()) {
            return;
        }
        if (isEvents) {
            if (!events.feed(bytes, 0, bytes.length)) {
                wrong("events of at most " + MAX_BYTES + " bytes");
            }
        } else if (whole.size() + bytes.length > MAX_BYTES) {
            wrong("an answer of at most " + MAX_BYTES + " bytes");
        } else {
            whole.writeBytes(bytes);
        }
    }

    /// The answer has ended.
    void end() {
        if (isComplete()) {
            return;
        }
        if (isEvents) {
            wrong("the event transcript.text.done, got the end of the stream");
            return;
        }
        var node = parse(whole.toByteArray());
        if (node == null) {
            wrong("a JSON object with \"text\"");
        } else if (node.hasNonNull("error")) {
            fault = HttpFailures.inStream(0, node);
        } else if (node.path("text").isTextual()) {
            words = node.path("text").textValue();
        } else {
            wrong("a JSON object with \"text\"");
        }
    }

    private void event(String data) {
        if (isComplete()) {
            return;
        }
        if (data.strip().equals("[DONE]")) {
            words = soFar.toString();
            return;
        }
        var node = parse(data.getBytes(StandardCharsets.UTF_8));
        if (node == null) {
            wrong("JSON in each event of the stream");
            return;
        }
        switch (node.path("type").asText()) {
            case "transcript.text.delta" -> {
                soFar.append(node.path("delta").asText());
                if (soFar.length() > MAX_WORDS) {
                    wrong("at most " + MAX_WORDS + " characters of words");
                } else {
                    partial.accept(soFar.toString());
                }
            }
            case "transcript.text.done" -> words = node.path("text").asText(soFar.toString());
            default -> {
                if (node.hasNonNull("error") || node.path("type").asText().equals("error")) {
                    fault = HttpFailures.inStream(0, node);
                }
            }
        }
    }

    private static @Nullable JsonNode parse(byte[] bytes) {
        try {
            var node = JSON.readTree(bytes);
            return node != null && node.isObject() ? node : null;
        } catch (IOException _) {
            return null; // no JSON, or in no character set
        }
    }

    private void wrong(String expected) {
        events.stop();
        fault = new ProviderFault(ProviderFailure.PROTOCOL, "expected " + expected);
    }

    boolean isComplete() {
        return words != null || fault != null;
    }

    /// Null until they are known.
    @Nullable String words() {
        return words;
    }

    /// Why there are none.
    ProviderFault fault() {
        return fault == null
                ? new ProviderFault(ProviderFailure.PROTOCOL, "expected words, got none")
                : fault;
    }
}
