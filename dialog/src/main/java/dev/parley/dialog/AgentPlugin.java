package dev.parley.dialog;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How an agent comes into the server. Found by `ServiceLoader` or named in `app`.
public interface AgentPlugin {
    String name();

    /// Class path folder of the agent's Flyway migrations ("db/garage"), run in a schema named
    /// after the agent; empty if it keeps nothing.
    Optional<String> migrations();

    /// Opens the agent after its migrations ran. Throws [InvalidFlow] with file, line and reason if
    /// its flow is wrong.
    Agent open(Database database);

    /// The definition that its agent has today, as [Agent#definition] gives it once open; empty,
    /// the default, if it needs none.
    default Optional<String> definition() {
        return Optional.empty();
    }

    /// Makes fresh dialogues by a definition, as [Agent#definition] gave it in this version or an
    /// earlier one, to replay a call: without tables, because what tools returned is known. Empty,
    /// the default, if its calls cannot be replayed. Throws [InvalidFlow] if this version does not
    /// understand the definition.
    default Optional<Supplier<Dialogue>> dialogues(String definition) {
        return Optional.empty();
    }

    /// Tools that agents of others may use, which operators write in YAML (`dialog.team`): flows,
    /// and models that call them as they like. So only those that tell and change nothing about a
    /// person; what must be confirmed or proven stays with the agent's own flow. None by default.
    /// Needs the agent's tables only once a tool runs.
    default List<Tool<?>> lends(Database database) {
        return List.of();
    }

    /// The people this agent keeps rows about; empty, the default, if it keeps none. Needs its
    /// tables, but not [#open].
    default Optional<People> people(Database database) {
        return Optional.empty();
    }
}
