package dev.parley.sim.vendor.deepgram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.hear.HeardWord;
import dev.parley.sim.vendor.host.Json;
import java.util.List;
import java.util.Locale;

/// The messages of `/v1/listen`.
final class ListenMessages {
    private static final String MODEL = "a1000000-0000-4000-8000-000000000001";

    private final String requestId;
    private final String model;

    ListenMessages(String requestId, String model) {
        this.requestId = requestId;
        this.model = model;
    }

    /// What a Results message says about itself.
    record Marks(boolean isFinal, boolean speechFinal, boolean fromFinalize) {}

    String results(
            double start, double end, List<HeardWord> words, double confidence, Marks marks) {
        var results = Json.object().put("type", "Results");
        results.putArray("channel_index").add(0).add(1);
        results.put("duration", rounded(end - start))
                .put("start", rounded(start))
                .put("is_final", marks.isFinal())
                .put("speech_final", marks.speechFinal())
                .put("from_finalize", marks.fromFinalize());
        var alternative = results.putObject("channel").putArray("alternatives").addObject();
        alternative
                .put("transcript", String.join(" ", words.stream().map(HeardWord::word).toList()))
                .put("confidence", words.isEmpty() ? 0.0 : confidence);
        var list = alternative.putArray("words");
        for (var word : words) {
            list.addObject()
                    .put("word", word.word().toLowerCase(Locale.ROOT).replaceAll("[.,?!]", ""))
                    .put("start", rounded(word.start()))
                    .put("end", rounded(word.end()))
                    .put("confidence", confidence)
                    .put("punctuated_word", word.word());
        }
        results.putObject("metadata")
                .put("request_id", requestId)
                .put("model_uuid", MODEL)
                .set("model_info", info());
        return results.toString();
    }

    private ObjectNode info() {
        return Json.object().put("name", model).put("version", "2025-07-31.0").put("arch", "sim");
    }

    String speechStarted(double at) {
        var started = Json.object().put("type", "SpeechStarted");
        started.putArray("channel").add(0).add(1);
        return started.put("timestamp", rounded(at)).toString();
    }

    String utteranceEnd(double lastWordEnd) {
        var end = Json.object().put("type", "UtteranceEnd");
        end.putArray("channel").add(0).add(1);
        return end.put("last_word_end", rounded(lastWordEnd)).toString();
    }

    String metadata(double seconds) {
        var metadata =
                Json.object()
                        .put("type", "Metadata")
                        .put("transaction_key", "deprecated")
                        .put("request_id", requestId)
                        .put("sha256", "0".repeat(64))
                        .put("created", "2026-11-21T07:00:00.000Z")
                        .put("duration", rounded(seconds))
                        .put("channels", 1);
        metadata.putArray("models").add(MODEL);
        metadata.putObject("model_info").set(MODEL, info());
        return metadata.toString();
    }

    static String error(String description) {
        return Json.object()
                .put("type", "Error")
                .put("description", description)
                .put("message", description)
                .put("variant", "UnparsableClientMessage")
                .toString();
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1_000) / 1_000.0;
    }
}
