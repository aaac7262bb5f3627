package dev.parley.dialog.flow;

import dev.parley.dialog.ToolResult;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What the result of a tool leads to.
final class Returned {
    private final Flow flow;
    private final Talk talk;
    private final Walk walk;

    Returned(Flow flow, Talk talk, Walk walk) {
        this.flow = flow;
        this.talk = talk;
        this.walk = walk;
    }

    void take(State.Running running, ToolResult result) {
        var call = running.call();
        var error = result.succeeded() ? mistake(running, result.data()) : result.error();
        if (error.isEmpty()) {
            talk.memory.put(call.as(), result.data());
            prove(running, result.data());
            walk.follow(call.next());
        } else {
            talk.reply.note("tool-failed", Map.of("tool", call.tool(), "error", error), false);
            var other = Objects.requireNonNull(call.errors().get("other"));
            walk.enter(call.errors().getOrDefault(error, other));
        }
    }

    /// What is wrong with a result, empty for nothing. A tool that ran for a caller who proved who
    /// they are must come back with the same person.
    private String mistake(State.Running running, Map<String, Object> data) {
        var tool = flow.tool(running.call().tool());
        Optional<String> field = ResultCheck.wrongField(tool.returns(), data);
        var identity = tool.identity();
        if (field.isEmpty() && identity != null && tool.needsIdentity()) {
            var person = data.get(identity.of());
            if (person != null && !person.equals(running.arguments().get(identity.of()))) {
                field = Optional.of(identity.of());
            }
        }
        return field.map(name -> "wrong field " + name).orElse("");
    }

    private void prove(State.Running running, Map<String, Object> data) {
        var identity = flow.tool(running.call().tool()).identity();
        if (identity == null
                || !identity.proves()
                || !Boolean.TRUE.equals(data.get(identity.provedBy()))) {
            return;
        }
        var person = running.arguments().getOrDefault(identity.of(), data.get(identity.of()));
        if (person != null && !person.equals("")) {
            talk.memory.prove(person);
            talk.reply.note("identity-proven", Map.of("tool", running.call().tool()), false);
        }
    }
}
