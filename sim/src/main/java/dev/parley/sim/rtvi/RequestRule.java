package dev.parley.sim.rtvi;

import java.util.LinkedHashMap;
import java.util.Map;

/// Answers go to what was asked, once, and name it; a written word that comes back names its
/// message.
final class RequestRule {
    private static final int MAX_KEPT = 20_000;

    private final Complaints complaints;
    private final Map<String, Sent> sent = new LinkedHashMap<>();

    private static final class Sent {
        private final String type;
        private final String topic;
        private boolean isAnswered;

        Sent(String type, String topic) {
            this.type = type;
            this.topic = topic;
        }
    }

    RequestRule(Complaints complaints) {
        this.complaints = complaints;
    }

    /// We sent this; `topic` is the `t` of a client message.
    void sent(String id, String type, String topic) {
        if (sent.size() < MAX_KEPT) {
            sent.put(id, new Sent(type, topic));
        }
    }

    void message(RtviEvent event) {
        switch (event.type()) {
            case "server-response" -> answered(event, true);
            case "error-response" -> answered(event, false);
            case "user-input" -> {
                var id = event.text("msg_id");
                var question = sent.get(id);
                boolean isWritten = question != null && question.type.equals("send-text");
                if (!id.isEmpty() && !isWritten) {
                    complaints.add("msg-id", "\"" + id + "\" is no send-text of ours");
                }
            }
            default -> {}
        }
    }

    private void answered(RtviEvent event, boolean isGood) {
        var question = sent.get(event.id());
        if (question == null) {
            complaints.add("answer-to-nobody", event.toString());
            return;
        }
        if (question.isAnswered) {
            complaints.add("answered-twice", event.toString());
        }
        question.isAnswered = true;
        if (isGood && !event.text("t").equals(question.topic)) {
            complaints.add("answer-topic", "expected " + question.topic + ", got " + event);
        }
    }
}
