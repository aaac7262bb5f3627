package dev.parley.call.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.compliance.Sensitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The journal of one call: what its conversation was made of and every step of it. As a file it is
/// lines of JSON: a head, then a step each. Holds what a caller said.
///
/// @param startedAt when the call began, by the clock on the wall
/// @param conversation settings and phrases; empty if the call was held before they were kept
/// @param definition what the agent's dialogues were made of; empty if it has none
/// @param steps by number
public record CallJournal(
        String callId,
        Instant startedAt,
        String agent,
        String agentVersion,
        String language,
        Content conversation,
        Content definition,
        List<Step.Kept> steps) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;

    public CallJournal {
        steps = steps.stream().sorted(Comparator.comparingLong(Step.Kept::number)).toList();
    }

    /// What happened, step by step.
    ///
    /// @throws IllegalArgumentException if a step is missing in between or was written by a later
    ///   version
    public List<Happened> happened() {
        var happened = new ArrayList<Happened>(steps.size());
        for (var step : steps) {
            if (step.number() != happened.size() + 1L) {
                throw new IllegalArgumentException(
                        "the journal of call %s lacks step %d; parley_journal_lost_total says why"
                                .formatted(callId, happened.size() + 1));
            }
            happened.add(StepJson.read(step.json().reveal()));
        }
        return happened;
    }

    /// Writes it as lines.
    public void write(Writer to) throws IOException {
        var head = JSON.createObjectNode();
        head.put("v", VERSION).put("call", callId).put("startedAt", startedAt.toString());
        head.put("agent", agent).put("agentVersion", agentVersion).put("language", language);
        head.put("conversation", conversation.text()).put("definition", definition.text());
        to.write(head + "\n");
        for (var step : steps) {
            to.write(step.json().reveal() + "\n");
        }
        to.flush();
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static CallJournal read(BufferedReader from) throws IOException {
        var first = from.readLine();
        var head = first == null ? JSON.nullNode() : tree(first);
        if (head.path("v").asInt() != VERSION || !head.path("call").isTextual()) {
            throw new IllegalArgumentException(
                    "expected the journal of a call, version 1, as ./parley calls export writes it");
        }
        var steps = new ArrayList<Step.Kept>();
        for (var line = from.readLine(); line != null; line = from.readLine()) {
            if (!line.isBlank()) {
                steps.add(new Step.Kept(StepJson.read(line).number(), Sensitive.of(line)));
            }
        }
        return new CallJournal(
                head.path("call").asText(),
                Instant.parse(head.path("startedAt").asText()),
                head.path("agent").asText(),
                head.path("agentVersion").asText(),
                head.path("language").asText(),
                Content.of(Content.Kind.CONVERSATION, head.path("conversation").asText()),
                Content.of(Content.Kind.DEFINITION, head.path("definition").asText()),
                steps);
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException _) {
            return JSON.nullNode();
        }
    }
}
