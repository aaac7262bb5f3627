package dev.parley.dialog.flow;

import dev.parley.dialog.Expectation;
import dev.parley.dialog.Promised;
import dev.parley.dialog.yaml.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A guided flow, read from YAML and checked. Immutable; shared by all calls of an agent, each with
/// a [FlowDialogue] of its own.
public final class Flow {
    private final Header header;
    private final Map<String, SlotUse> slots;
    private final Map<String, ToolUse> tools;
    private final Map<String, Step> steps;
    private final Map<String, Type> variables;
    private final Map<String, Listening> listenings;
    private final Disclosure disclosure;

    /// @param person step that offers a person, after failures or when the caller asks
    /// @param restart step after "start over"; all slots are forgotten
    /// @param goodbye step after "goodbye"
    /// @param turns most turns of a caller before the flow says goodbye
    /// @param visits most times one step is entered before the flow offers a person
    /// @param voice the flow's own sentences around those of its steps
    /// @param topics what callers may bring up in every question
    /// @param talk how it talks freely by a model; null if it does not
    record Header(
            String name,
            String version,
            String language,
            String start,
            String person,
            String restart,
            String goodbye,
            int turns,
            int visits,
            Voice voice,
            List<Topic> topics,
            @Nullable FlowTalk talk) {
        Header {
            topics = List.copyOf(topics);
        }
    }

    /// @param notUnderstood said before a question is asked again; other words for every try
    /// @param help answer to "help" where a step has none of its own
    /// @param noWayBack answer to "go back" at the first question
    /// @param readAgain said before values are read again because they were not heard
    record Voice(
            List<List<Template>> notUnderstood,
            List<Template> help,
            List<Template> noWayBack,
            List<Template> readAgain) {}

    Flow(
            Header header,
            Map<String, SlotUse> slots,
            Map<String, ToolUse> tools,
            Map<String, Step> steps,
            Map<String, Type> variables,
            Map<String, Listening> listenings) {
        this.header = header;
        this.slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
        this.tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
        this.steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        this.listenings = Collections.unmodifiableMap(new LinkedHashMap<>(listenings));
        this.disclosure = new Disclosure(this);
    }

    /// Reads and checks a flow. Throws [InvalidFlow] naming file, line and reason of everything
    /// that is wrong.
    public static Flow load(String fileName, String yaml, FlowChecks checks) {
        return new FlowReader(fileName, checks).read(yaml);
    }

    public String name() {
        return header.name;
    }

    public String version() {
        return header.version;
    }

    /// BCP 47 tag.
    public String language() {
        return header.language;
    }

    /// Every grammar the flow can ask for, except those made from lists that tools return.
    public List<Expectation> expectations() {
        return listenings.values().stream().map(Listening::expectation).toList();
    }

    /// Every sentence without a value in it, for rendering before the first call.
    public List<String> fixedSentences() {
        var sentences = new ArrayList<>(FlowPhrases.of(this).fixedSentences());
        talk().stream()
                .flatMap(talk -> Stream.of(talk.moment(), talk.refused()))
                .filter(words -> !words.isBlank())
                .forEach(sentences::add);
        return List.copyOf(sentences);
    }

    /// How it talks freely where there is a language model; empty if it does not.
    public Optional<FlowTalk> talk() {
        return Optional.ofNullable(header.talk);
    }

    Disclosure disclosure() {
        return disclosure;
    }

    Header header() {
        return header;
    }

    Map<String, SlotUse> slots() {
        return slots;
    }

    Map<String, ToolUse> tools() {
        return tools;
    }

    Map<String, Step> steps() {
        return steps;
    }

    Map<String, Type> variables() {
        return variables;
    }

    /// What is listened for in questions that are the same in every call, by step; a confirmation's
    /// second question has the name of its step and "/which".
    Map<String, Listening> listenings() {
        return listenings;
    }

    Step step(String name) {
        return known(steps, name);
    }

    SlotUse slot(String name) {
        return known(slots, name);
    }

    /// The names with which calls end ("booked").
    public Set<String> outcomes() {
        var outcomes = new LinkedHashSet<String>();
        for (var step : steps.values()) {
            if (step instanceof Step.End end) {
                outcomes.add(end.outcome());
            }
        }
        return Collections.unmodifiableSet(outcomes);
    }

    /// Names of the tools that it calls.
    public Set<String> toolNames() {
        return tools.keySet();
    }

    /// Whether what is called so may ever be told to another agent: answers that prove who the
    /// caller is, and the caller's number, never are.
    public boolean mayTell(String name) {
        return variables.containsKey(name)
                && !name.equals(Memory.CALLER)
                && !disclosure.proves(name);
    }

    public Set<String> slotNames() {
        return slots.keySet();
    }

    /// Whether answers to this slot prove who the caller is.
    public boolean isProving(String slot) {
        return disclosure.proves(slot);
    }

    /// Why a call of another agent cannot begin at this step, one reason a line; empty if it can.
    /// There, all the checks of the flow hold with nothing known.
    public Optional<String> troubleAt(String step) {
        var problems = new Problems(header.name);
        if (steps.containsKey(step)) {
            var begins = new LinkedHashSet<>(List.of(header.start, step));
            new FlowCheck(this, problems, begins).run();
        } else {
            problems.unknown(1, "step", step, steps.keySet());
        }
        return problems.text();
    }

    /// Names of the tools that it declares as writing, in their order.
    public List<String> writingTools() {
        return tools.entrySet().stream()
                .filter(tool -> tool.getValue().writes())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What may be said to be done after a writing tool; everything, if it does not say.
    public Set<Promised> promises(String tool) {
        var declared = tool(tool).promises();
        return declared.isEmpty() ? EnumSet.allOf(Promised.class) : declared;
    }

    ToolUse tool(String name) {
        return known(tools, name);
    }

    private static <T> T known(Map<String, T> things, String name) {
        var thing = things.get(name);
        if (thing == null) {
            throw new IllegalArgumentException("expected a name of this flow, got " + name);
        }
        return thing;
    }
}
