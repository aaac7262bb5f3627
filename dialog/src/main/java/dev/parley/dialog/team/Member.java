package dev.parley.dialog.team;

import dev.parley.dialog.Agent;
import dev.parley.dialog.Tool;
import dev.parley.dialog.flow.Flow;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One agent of a team as it was read.
///
/// @param flow by which it talks; null if there is none
/// @param standIn name of the agent that takes its calls over if its model fails; empty for none
record Member(String name, int line, Kind kind, Agent agent, @Nullable Flow flow, String standIn) {
    enum Kind {
        PLUGIN,
        FLOW,
        MODEL
    }

    /// Whether it stands in for one of these.
    boolean isStandIn(Collection<Member> members) {
        return members.stream().anyMatch(member -> member.standIn.equals(name));
    }

    /// Names of its tools, which are the facts of a model.
    List<String> tools() {
        return agent.tools().stream().map(Tool::name).toList();
    }
}
