package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.hear.HeardWord;
import dev.parley.sim.vendor.hear.Listening;
import dev.parley.sim.vendor.hear.Stretch;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Switch;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the caller says: the buffer of sound of a Realtime session and the turns that it is cut
/// into, by voice activity or by the client. Of the thread of the connection.
final class RealtimeInput {
    private static final int CONTENT_MOST = 15 * 1024 * 1024;
    private static final int SHORTEST_COMMIT_MILLIS = 100;

    private final Visit visit;
    private final RealtimeLine line;
    private final RealtimeConfig config;
    private final RealtimeConversation conversation;
    private final Detected detected;
    private @Nullable Listening listening;
    private @Nullable String speaking;
    private long uncommittedSamples;
    private @Nullable ObjectNode lateTranscript;

    /// What voice activity found; the client knows already.
    interface Detected {
        void turnBegan();

        void turnEnded() throws IOException;
    }

    RealtimeInput(
            Visit visit,
            RealtimeLine line,
            RealtimeConfig config,
            RealtimeConversation conversation,
            Detected detected) {
        this.visit = visit;
        this.line = line;
        this.config = config;
        this.conversation = conversation;
        this.detected = detected;
    }

    /// Sound comes in another format from now on.
    void formatChanged() {
        listening = null;
    }

    Optional<Problem> append(ObjectNode json) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(json.path("audio").asText());
        } catch (IllegalArgumentException _) {
            return invalid("not base64");
        }
        if (!json.path("audio").isTextual() || bytes.length > CONTENT_MOST) {
            return invalid("expected at most 15 MiB in base64");
        }
        visit.audio(bytes.length);
        var coding = config.input().coding();
        if (bytes.length % coding.width() != 0) {
            return invalid("expected whole samples");
        }
        var samples = coding.decode(bytes);
        uncommittedSamples += samples.length;
        var failure = new IOException[1];
        listening()
                .hear(
                        samples,
                        (now, _) -> {
                            try {
                                step(now);
                            } catch (IOException e) {
                                failure[0] = e;
                            }
                        });
        if (failure[0] != null) {
            throw failure[0];
        }
        return Optional.empty();
    }

    private static Optional<Problem> invalid(String why) {
        return Optional.of(
                Problem.invalid("Invalid 'audio': " + why + ".", "audio", "invalid_value"));
    }

    private Listening listening() {
        var now = listening;
        if (now == null) {
            now =
                    new Listening(
                            visit.script().hearing(),
                            () -> visit.desk().nextTurn(Stage.DUPLEX),
                            config.input().rate());
            listening = now;
        }
        return now;
    }

    private void step(double now) throws IOException {
        var stretch = listening().stretch();
        if (stretch == null || !config.detectsTurns()) {
            return;
        }
        if (speaking == null) {
            begin(stretch);
        } else if (now - stretch.end() >= config.turnSilenceSeconds() - 1e-6) {
            var item = speaking;
            line.send(
                    "input_audio_buffer.speech_stopped",
                    event ->
                            event.put("audio_end_ms", Math.round(1000 * now)).put("item_id", item));
            commit(item, stretch);
            detected.turnEnded();
        }
    }

    private void begin(Stretch stretch) throws IOException {
        var item = line.id("item");
        speaking = item;
        long from = Math.round(1000 * stretch.start()) - config.startMillis();
        line.send(
                "input_audio_buffer.speech_started",
                event -> event.put("audio_start_ms", Math.max(0, from)).put("item_id", item));
        detected.turnBegan();
    }

    /// The client ends the turn.
    Optional<Problem> commit() throws IOException {
        if (uncommittedSamples < (long) SHORTEST_COMMIT_MILLIS * config.input().rate() / 1000) {
            return Optional.of(
                    Problem.invalid(
                            "Error committing input audio buffer: buffer too small.",
                            null,
                            "input_audio_buffer_commit_empty"));
        }
        commit(speaking == null ? line.id("item") : speaking, listening().stretch());
        return Optional.empty();
    }

    private void commit(String itemId, @Nullable Stretch stretch) throws IOException {
        var words =
                stretch == null
                        ? ""
                        : stretch.words(true).stream()
                                .map(HeardWord::word)
                                .collect(Collectors.joining(" "));
        endStretch();
        var before = conversation.last();
        line.send(
                "input_audio_buffer.committed",
                event -> event.put("previous_item_id", before).put("item_id", itemId));
        conversation.add(RealtimeItem.heard(itemId, words));
        if (config.transcribes()) {
            transcribe(itemId, words);
        }
    }

    private void endStretch() {
        listening().endStretch();
        speaking = null;
        uncommittedSamples = 0;
    }

    private void transcribe(String itemId, String words) throws IOException {
        if (visit.script().is(Switch.TRANSCRIPT_FAILS)) {
            line.send(
                    "conversation.item.input_audio_transcription.failed",
                    event ->
                            event.put("item_id", itemId)
                                    .put("content_index", 0)
                                    .putObject("error")
                                    .put("type", "server_error")
                                    .put("code", "audio_unintelligible")
                                    .put("message", "The audio could not be transcribed."));
            return;
        }
        var whole =
                line.event("conversation.item.input_audio_transcription.completed")
                        .put("item_id", itemId)
                        .put("content_index", 0)
                        .put("transcript", words);
        whole.putObject("usage").put("type", "duration").put("seconds", 1);
        if (visit.script().is(Switch.TRANSCRIPT_AFTER_ANSWER)) {
            lateTranscript = whole;
            return;
        }
        line.send(
                "conversation.item.input_audio_transcription.delta",
                event -> event.put("item_id", itemId).put("content_index", 0).put("delta", words));
        line.send(whole);
    }

    /// The transcript that is to come after the answer, once.
    @Nullable ObjectNode takeLateTranscript() {
        var late = lateTranscript;
        lateTranscript = null;
        return late;
    }

    Optional<Problem> clear() throws IOException {
        endStretch();
        line.send("input_audio_buffer.cleared", _ -> {});
        return Optional.empty();
    }
}
