package dev.parley.dialog.team;

import dev.parley.dialog.Agent;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Tool;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.talk.TalkingFlow;
import java.time.ZoneId;
import java.util.List;

/// An agent of a team that is a flow in a file, with tools that plug-ins lend.
record FlowMember(String name, Flow flow, ZoneId zone, List<Tool<?>> tools) implements Agent {
    FlowMember {
        tools = List.copyOf(tools);
    }

    @Override
    public String version() {
        return flow.version();
    }

    @Override
    public String language() {
        return flow.language();
    }

    @Override
    public Dialogue newDialogue() {
        return TalkingFlow.of(flow);
    }

    @Override
    public List<String> writingTools() {
        return flow.writingTools();
    }

    @Override
    public List<String> fixedSentences() {
        return flow.fixedSentences();
    }

    @Override
    public List<Expectation> expectations() {
        return flow.expectations();
    }
}
