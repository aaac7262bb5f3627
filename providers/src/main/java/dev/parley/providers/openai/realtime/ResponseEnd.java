package dev.parley.providers.openai.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.call.duplex.AnswerEnd;
import dev.parley.call.duplex.DuplexEvent;
import dev.parley.call.duplex.DuplexUsage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.HttpFailures;

/// Reads how a response ended and what it used (`response.done`). Values only.
final class ResponseEnd {
    private ResponseEnd() {}

    /// @param answer the number that the listener knows
    /// @param isStopped by us or the caller, whatever the provider calls it
    static DuplexEvent of(long answer, boolean isStopped, JsonNode response) {
        var status = isStopped ? "cancelled" : response.path("status").asText("");
        return switch (status) {
            case "completed" -> ended(answer, AnswerEnd.COMPLETE, response);
            case "cancelled" -> ended(answer, AnswerEnd.STOPPED, response);
            case "incomplete" -> incomplete(answer, response);
            case "failed" ->
                    new DuplexEvent.AnswerFailed(
                            answer,
                            HttpFailures.inStream(
                                    0, response.path("status_details").path("error")));
            default -> failed(answer, ProviderFailure.PROTOCOL, "an answer ended in no known way");
        };
    }

    private static DuplexEvent incomplete(long answer, JsonNode response) {
        return response.path("status_details").path("reason").asText("").equals("content_filter")
                ? failed(
                        answer,
                        ProviderFailure.CONTENT,
                        "the provider stopped the answer (content_filter)")
                : ended(answer, AnswerEnd.LENGTH, response);
    }

    private static DuplexEvent failed(long answer, ProviderFailure kind, String message) {
        return new DuplexEvent.AnswerFailed(answer, new ProviderFault(kind, message));
    }

    private static DuplexEvent ended(long answer, AnswerEnd how, JsonNode response) {
        return new DuplexEvent.AnswerEnded(answer, how, usage(response.path("usage")));
    }

    private static DuplexUsage usage(JsonNode usage) {
        var in = usage.path("input_token_details");
        var out = usage.path("output_token_details");
        if (!in.isObject() || !out.isObject()) {
            return DuplexUsage.UNKNOWN;
        }
        long cached = count(in.path("cached_tokens"));
        var cachedDetails = in.path("cached_tokens_details");
        long cachedSound = Math.min(cached, count(cachedDetails.path("audio_tokens")));
        return new DuplexUsage(
                Math.max(0, count(in.path("text_tokens")) - (cached - cachedSound)),
                Math.max(0, count(in.path("audio_tokens")) - cachedSound),
                cached,
                count(out.path("text_tokens")),
                count(out.path("audio_tokens")),
                true);
    }

    private static long count(JsonNode node) {
        return Math.max(0, node.asLong(0));
    }
}
