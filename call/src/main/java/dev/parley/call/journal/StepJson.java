package dev.parley.call.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.call.Tick;

/// Steps as JSON of version 1: `{"v":1,"n":7,"at":nanoseconds,"input":{…},"did":"speak
/// 2.0","sha":"…"}`. Without `input` a deadline fired; without `sha` the step had no effects. A
/// later version must still read this one.
final class StepJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;

    private StepJson() {}

    static String write(Step.Made step) {
        ObjectNode node = JSON.createObjectNode();
        node.put("v", VERSION).put("n", step.number()).put("at", step.at().nanos());
        if (step.input() != null) {
            node.set("input", InputJson.write(step.input()));
        }
        var effects = step.effects();
        if (!effects.isEmpty()) {
            var names = EffectText.names(effects);
            if (!names.isEmpty()) {
                node.put("did", names);
            }
            node.put("sha", EffectText.digest(effects));
        }
        if (!step.broke().isEmpty()) {
            node.put("broke", step.broke());
        }
        return node.toString();
    }

    /// Reads a step back.
    ///
    /// @throws IllegalArgumentException, which quotes nothing, if it is none or of a later version
    static Happened read(String json) {
        try {
            var node = JSON.readTree(json);
            if (node.path("v").asInt() != VERSION) {
                throw new IllegalArgumentException(
                        "expected a step of version 1 to " + VERSION + "; it is of a later Parley");
            }
            return new Happened(
                    node.path("n").asLong(),
                    new Tick(node.path("at").asLong()),
                    node.has("input") ? InputJson.read(node.path("input")) : null,
                    node.path("did").asText(""),
                    node.path("sha").asText(""),
                    node.path("broke").asText(""));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected a step as JSON", e.getCause());
        }
    }
}
