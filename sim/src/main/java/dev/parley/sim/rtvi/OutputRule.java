package dev.parley.sim.rtvi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is shown is what was spoken: a segment is announced once, grows as a prefix of its text, is
/// completed only when sound for it was sent, and stays as it is once the bot was interrupted.
/// Versions 1.x, which have no progress, are only read.
final class OutputRule {
    /// How long after its first sound a segment may be announced.
    private static final int ANNOUNCING_MILLIS = 100;

    private final RtviCall call;
    private final Complaints complaints;
    private final SoundRule sound;
    private final Map<Long, Segment> segments = new LinkedHashMap<>();
    private double completedAt;
    private double orphaned;

    private enum State {
        OPEN,
        COMPLETED,
        CUT,
        UNSPOKEN
    }

    private static final class Segment {
        private final String text;
        private State state;
        private String heard = "";

        Segment(String text, State state) {
            this.text = text;
            this.state = state;
        }
    }

    OutputRule(RtviCall call, Complaints complaints, SoundRule sound) {
        this.call = call;
        this.complaints = complaints;
        this.sound = sound;
    }

    /// Everything the user heard so far by what was told, segment by segment.
    List<String> heard() {
        List<String> heard = new ArrayList<>();
        for (var segment : segments.values()) {
            if (!segment.heard.isBlank()) {
                heard.add(segment.heard);
            }
        }
        return heard;
    }

    void message(RtviEvent event) {
        switch (event.type()) {
            case "bot-interrupted" -> cut();
            case "bot-stopped-speaking" -> {
                for (var segment : segments.values()) {
                    if (segment.state == State.OPEN) {
                        segment.state = State.CUT;
                        complaints.add("unfinished-segment", event.toString());
                    }
                }
            }
            case "bot-output" -> output(event.data());
            default -> {}
        }
    }

    void cut() {
        for (var segment : segments.values()) {
            if (segment.state == State.OPEN) {
                segment.state = State.CUT;
            }
        }
    }

    /// Sound came that long.
    void audio(double millis) {
        boolean isAnnounced = segments.values().stream().anyMatch(one -> one.state == State.OPEN);
        orphaned = isAnnounced ? 0 : orphaned + millis;
        if (orphaned > call.maxAheadMillis() + ANNOUNCING_MILLIS) {
            complaints.add("sound-without-text", Math.round(orphaned) + " ms");
            orphaned = 0;
        }
    }

    private void output(JsonNode data) {
        var kind = data.path("output_type");
        if (!kind.isTextual()
                || !kind.equals(data.path("text_type"))
                || !kind.equals(data.path("aggregated_by"))) {
            complaints.add("output-type", "the three names of the type differ");
        }
        if (!data.path("segment_id").isIntegralNumber()
                || !data.path("will_be_spoken").isBoolean()) {
            complaints.add("shape", "bot-output without segment_id or will_be_spoken");
            return;
        }
        long id = data.path("segment_id").longValue();
        var segment = segments.get(id);
        switch (data.path("spoken_status").asText()) {
            case "new" -> {
                if (segment == null) {
                    announced(id, data);
                } else {
                    complaints.add("segment-reused", "segment " + id);
                }
            }
            case "in-progress", "completed" -> {
                if (segment == null) {
                    complaints.add("progress-before-new", "segment " + id);
                } else {
                    grown(id, segment, data);
                }
            }
            default -> complaints.add("shape", "bot-output " + data.path("spoken_status"));
        }
    }

    private void announced(long id, JsonNode data) {
        var text = data.path("text").asText();
        boolean isSpoken = data.path("will_be_spoken").booleanValue();
        segments.put(id, new Segment(text, isSpoken ? State.OPEN : State.UNSPOKEN));
        if (!isSpoken) {
            if (data.has("spoken_progress")) {
                complaints.add("progress-unspoken", "segment " + id);
            }
            return;
        }
        if (!sound.isSpeaking()) {
            complaints.add("new-before-started", "segment " + id);
        }
        if (!isWhole(data, text) || !accumulated(data).isEmpty()) {
            complaints.add(
                    "progress-sum", "segment " + id + " new: " + data.path("spoken_progress"));
        }
    }

    private void grown(long id, Segment segment, JsonNode data) {
        var which = "segment " + id;
        boolean isCompleted = data.path("spoken_status").asText().equals("completed");
        switch (segment.state) {
            case COMPLETED -> complaints.add("progress-after-completed", which);
            case CUT -> complaints.add("progress-after-interruption", which);
            case UNSPOKEN -> complaints.add("progress-unspoken", which);
            case OPEN -> {}
        }
        if (!data.path("text").asText().equals(segment.text)) {
            complaints.add("text-changed", which);
        }
        if (!isWhole(data, segment.text)) {
            complaints.add("progress-sum", which + ": " + data.path("spoken_progress"));
        }
        var heard = accumulated(data);
        if (heard.length() < segment.heard.length()) {
            complaints.add("progress-back", which);
        }
        segment.heard = heard;
        if (!isCompleted) {
            return;
        }
        if (!heard.equals(segment.text)) {
            complaints.add("completed-unfinished", which);
        }
        if (call.wantsSound() && sound.millis() <= completedAt) {
            complaints.add("completed-without-sound", which);
        }
        completedAt = sound.millis();
        if (segment.state == State.OPEN) {
            segment.state = State.COMPLETED;
        }
    }

    private static boolean isWhole(JsonNode data, String text) {
        var progress = data.path("spoken_progress");
        return text.equals(
                progress.path("accumulated_text").asText()
                        + progress.path("remaining_text").asText());
    }

    private static String accumulated(JsonNode data) {
        return data.path("spoken_progress").path("accumulated_text").asText();
    }
}
