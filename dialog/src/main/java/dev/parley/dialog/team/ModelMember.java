package dev.parley.dialog.team;

import dev.parley.dialog.Agent;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Tool;
import dev.parley.dialog.prompt.Prompt;
import dev.parley.dialog.talk.ModelTalk;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// An agent of a team that talks by a model alone, with tools that plug-ins lend.
record ModelMember(String name, String language, ZoneId zone, ModelTalk talk, List<Tool<?>> tools)
        implements Agent {
    ModelMember {
        tools = List.copyOf(tools);
    }

    @Override
    public String version() {
        return talk.prompt().variants().stream()
                .map(Prompt.Variant::version)
                .collect(Collectors.joining("/"));
    }

    @Override
    public Dialogue newDialogue() {
        return talk.newDialogue();
    }

    @Override
    public List<String> fixedSentences() {
        var said = new ArrayList<>(talk.greeting());
        said.add(talk.phrases().moment());
        return List.copyOf(said);
    }

    /// Whatever callers say is for the model.
    @Override
    public List<Expectation> expectations() {
        return List.of();
    }

    /// One whose stand-in holds its calls where there is no model needs none.
    @Override
    public boolean needsModel() {
        return talk.standIn() == null;
    }
}
