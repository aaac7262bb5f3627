package dev.parley.transports.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.call.record.CallStore.ReplyLatency;
import java.time.Instant;
import java.util.Map;

/// What the messages of RTVI that tell a call hold. Values only.
final class CallMessages {
    private CallMessages() {}

    // The caller.

    static ObjectNode words(String words, boolean isFinal, Instant at) {
        return Rtvi.object()
                .put("text", words)
                .put("user_id", "")
                .put("timestamp", at.toString())
                .put("final", isFinal);
    }

    // The agent.

    /// A sentence before anything of it was heard.
    static ObjectNode output(Segment segment, String status, boolean willBeSpoken) {
        var data = outputOf(segment.text, "sentence", segment.id);
        data.put("spoken", false).put("will_be_spoken", willBeSpoken).put("spoken_status", status);
        if (willBeSpoken) {
            data.set("spoken_progress", progressOf(segment));
        }
        return data;
    }

    /// A sentence of which something was heard.
    static ObjectNode outputHeard(Segment segment, String status) {
        var data = outputOf(segment.text, "sentence", segment.id);
        data.put("will_be_spoken", true).put("spoken_status", status);
        data.set("spoken_progress", progressOf(segment));
        return data;
    }

    /// For clients of version 1, who are told word by word.
    static ObjectNode spokenWord(Segment segment, String word) {
        return outputOf(word, "word", segment.id).put("spoken", true);
    }

    private static ObjectNode outputOf(String text, String kind, int id) {
        return Rtvi.object()
                .put("text", text)
                .put("output_type", kind)
                .put("text_type", kind)
                .put("aggregated_by", kind)
                .put("segment_id", id);
    }

    private static ObjectNode progressOf(Segment segment) {
        return Rtvi.object()
                .put("accumulated_text", segment.heardText())
                .put("remaining_text", segment.restText());
    }

    // Tools.

    static ObjectNode toolStarted(ToolDisclosure shown, String name) {
        return named(shown, name, Rtvi.object());
    }

    static ObjectNode toolInProgress(
            ToolDisclosure shown, long id, String name, Map<String, Object> arguments) {
        var inProgress = named(shown, name, toolCall(id));
        if (shown.showsArguments()) {
            inProgress.set("arguments", Rtvi.tree(arguments));
        }
        return inProgress;
    }

    static ObjectNode toolStopped(ToolDisclosure shown, long id, String name, boolean isCancelled) {
        return named(shown, name, toolCall(id).put("cancelled", isCancelled));
    }

    private static ObjectNode toolCall(long id) {
        return Rtvi.object().put("tool_call_id", "tool-" + id);
    }

    private static ObjectNode named(ToolDisclosure shown, String name, ObjectNode data) {
        return shown.showsName() ? data.put("function_name", name) : data;
    }

    // Figures.

    static ObjectNode latency(int turn, ReplyLatency latency) {
        return Rtvi.object()
                .put("turn", turn)
                .put("endpointing_ms", latency.endpointing())
                .put("recognition_ms", latency.recognition())
                .put("dialog_ms", latency.dialog())
                .put("synthesis_ms", latency.synthesis())
                .put("playout_ms", latency.playout())
                .put("total_ms", latency.total());
    }

    static ObjectNode metrics(ReplyLatency latency) {
        var metrics = Rtvi.object();
        metrics.putArray("ttfb")
                .add(timeOf("recognition", latency.recognition()))
                .add(timeOf("dialog", latency.dialog()))
                .add(timeOf("synthesis", latency.synthesis()));
        return metrics;
    }

    /// RTVI counts in seconds; a time unknown is 0.
    private static ObjectNode timeOf(String processor, long millis) {
        return Rtvi.object().put("processor", processor).put("value", Math.max(0, millis) / 1000.0);
    }
}
