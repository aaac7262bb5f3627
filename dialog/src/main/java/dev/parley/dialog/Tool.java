package dev.parley.dialog;

import java.time.Duration;

/// Something an agent can do in the world. Plain blocking Java on the bounded tool pool; interrupt
/// means cancel. `A` is a record; the runner fills it from the flow's arguments and refuses unknown
/// or missing ones before the tool runs.
public interface Tool<A extends Record> {
    /// Name by which the flow calls it, lower snake case.
    String name();

    Class<A> arguments();

    /// Runs the tool. An exception becomes the result "failed"; the caller is told truthfully.
    ToolResult call(A arguments, ToolContext context) throws Exception;

    /// What may be done with it while a model talks; nothing out of the ordinary unless declared.
    default ToolTraits traits() {
        return ToolTraits.PLAIN;
    }

    /// After this long the tool is interrupted and its result is "timed-out".
    default Duration limit() {
        return Duration.ofSeconds(10);
    }
}
