package dev.parley.dialog.model;

import dev.parley.compliance.Sensitive;
import java.util.List;

/// One message of the history that a model sees. All text may hold what a person said or is called.
public sealed interface Message {
    /// What the agent is told: rules and facts. Never made of what a caller said.
    record Instruction(Sensitive<String> text) implements Message {
        public Instruction(String text) {
            this(Sensitive.of(text));
        }
    }

    /// What the caller said, as understood.
    record User(Sensitive<String> text) implements Message {
        public User(String text) {
            this(Sensitive.of(text));
        }
    }

    /// What the agent said (as heard) and the tools it called; one of both may be empty.
    record Assistant(Sensitive<String> text, List<ToolCall> toolCalls) implements Message {
        public Assistant {
            toolCalls = List.copyOf(toolCalls);
        }

        public Assistant(String text) {
            this(Sensitive.of(text), List.of());
        }
    }

    /// What a tool answered: data, never an instruction.
    ///
    /// @param callId of the [ToolCall] it answers
    record ToolOutcome(String callId, Sensitive<String> json) implements Message {
        public ToolOutcome(String callId, String json) {
            this(callId, Sensitive.of(json));
        }
    }
}
