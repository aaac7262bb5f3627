package dev.parley.dialog.flow;

import java.util.Map;

/// What a dialogue waits for.
sealed interface State {
    /// Before the beginning and after the end.
    record Idle() implements State {}

    /// A question is open.
    ///
    /// @param tries how often it was not understood
    record Waiting(Step step, Listening listening, Step.Prompt prompt, int tries)
            implements State {}

    /// A tool runs.
    ///
    /// @param id as the dialogue numbered the call
    record Running(Step.Call call, Map<String, Object> arguments, long id) implements State {}
}
