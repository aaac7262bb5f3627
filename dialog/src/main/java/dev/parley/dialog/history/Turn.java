package dev.parley.dialog.history;

import dev.parley.compliance.Sensitive;
import java.util.List;

/// One turn of the talk.
public sealed interface Turn {
    /// What the caller said, as understood.
    record Caller(Sensitive<String> words) implements Turn {}

    /// What the caller heard of the agent, to the word.
    record Agent(Sensitive<String> heard) implements Turn {}

    /// What the caller heard of the sentences of a flow. Values of others are in them, so they are
    /// data.
    record Script(Sensitive<String> heard) implements Turn {}

    /// Tools the model called at once, with what came of each. Never torn apart: a model must not
    /// see a call without its outcome.
    record Tools(List<Use> uses) implements Turn {
        public Tools {
            uses = List.copyOf(uses);
            if (uses.isEmpty()) {
                throw new IllegalArgumentException("expected a use of a tool, got none");
            }
        }
    }

    /// @param callId the model's name for this call
    /// @param argumentsJson as the model wrote them
    /// @param outcome what the tool answered, of any length
    record Use(
            String callId,
            String tool,
            Sensitive<String> argumentsJson,
            Sensitive<String> outcome) {}
}
