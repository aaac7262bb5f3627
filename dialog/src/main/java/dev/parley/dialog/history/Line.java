package dev.parley.dialog.history;

import dev.parley.compliance.Sensitive;
import java.util.List;

/// One message of the history for a model, in the order of the talk. What others said is encoded as
/// data ([dev.parley.dialog.prompt.DataText]).
public sealed interface Line {
    /// For an instruction: what happened before, as data.
    record Summary(Sensitive<String> data) implements Line {}

    /// For a message of the user, as data.
    record Caller(Sensitive<String> data) implements Line {}

    /// For a message of the assistant: its own words, as heard.
    record Agent(Sensitive<String> text) implements Line {}

    /// For the next message of the user: what a flow said, as data.
    record Script(Sensitive<String> data) implements Line {}

    /// For a message of the assistant that calls tools, and the outcomes after it.
    record Tools(List<Outcome> outcomes) implements Line {
        public Tools {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// @param data the outcome, trimmed and as data
    record Outcome(
            String callId, String tool, Sensitive<String> argumentsJson, Sensitive<String> data) {}
}
