package dev.parley.dialog.team;

import dev.parley.dialog.Agent;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowChecks;
import dev.parley.dialog.talk.TalkingFlow;
import dev.parley.dialog.talk.Team;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A team in YAML: a desk that talks by a model, a survey in a file, and a garage that a plug-in
/// brings.
final class House implements Colleagues {
    static final String TEAM =
            """
            team: house
            version: "1"
            language: en-US
            zone: America/New_York
            first: desk
            agents:
              desk:
                prompt: desk.yaml
                greeting: [Miller and sons., "How can I help you?"]
                tools:
                  prices: The usual price of a service.
                stand-in: garage
              garage: {plugin: garage}
              survey: {flow: survey.yaml}
            hand-offs:
              - from: desk
                to: garage
                say: I pass you on to the workshop.
                when: known(prices) and prices.amount < 100
                facts: {service: prices.service}
                turns: 4
                at: ask_service
              - {from: garage, to: survey, facts: [service]}
            """;

    static final String PROMPT = "prompt: desk\ntext: You are the desk.\n";

    private static final String HEAD =
            """
            version: "1"
            person: goodbye
            goodbye: goodbye
            phrases:
              not-understood: [Sorry., Pardon me.]
              help: Just answer.
              no-way-back: This was the first question.
              read-again: Let me read that again.
            """;

    static final String GARAGE =
            "flow: garage\nstart: welcome\nrestart: ask_service\n"
                    + HEAD
                    + """
                    slots:
                      service:
                        type: menu
                        options: {oil: [an oil change], brakes: [my brakes]}
                    tools: {}
                    steps:
                      welcome: {say: Workshop here., go: ask_service}
                      ask_service:
                        ask: ["Which service?", "Oil or brakes?"]
                        slot: service
                        keypad: Press one or two.
                        go: tell
                      tell: {say: "It is {service}.", go: survey}
                      survey: {end: survey}
                      goodbye: {say: Goodbye., end: done}
                    """;

    static final String SURVEY =
            "flow: survey\nstart: ask_happy\nrestart: ask_happy\n"
                    + HEAD
                    + """
                    slots:
                      service:
                        type: menu
                        options: {oil: [an oil change], brakes: [my brakes]}
                      happy: {type: yes-no}
                    tools: {prices: {writes: false, returns: {amount: money}}}
                    steps:
                      ask_happy:
                        ask: ["Are you happy?", "Yes or no?"]
                        slot: happy
                        keypad: Press one or two.
                        go: ask_service
                      ask_service:
                        ask: ["What was done?", "Oil or brakes?"]
                        slot: service
                        keypad: Press one or two.
                        go: price
                      price:
                        call: prices
                        with: {service: service}
                        as: price
                        go: goodbye
                        errors: {other: goodbye}
                      goodbye: {say: Goodbye., end: done}
                    """;

    static final Map<String, String> FILES = Map.of("desk.yaml", PROMPT, "survey.yaml", SURVEY);

    private final Tool<Prices.Arguments> prices = new Prices();
    private final Map<String, Agent> agents = new HashMap<>();
    private final Map<String, List<Tool<?>>> lent = new HashMap<>();

    House() {
        with("garage", new FlowAgent("garage", GARAGE, List.of(prices)), List.of(prices));
    }

    House with(String plugin, Agent agent, List<Tool<?>> tools) {
        agents.put(plugin, agent);
        lent.put(plugin, tools);
        return this;
    }

    static Team team(String yaml) {
        return team(yaml, FILES);
    }

    static Team team(String yaml, Map<String, String> files) {
        return new House().read(yaml, files);
    }

    Team read(String yaml, Map<String, String> files) {
        return TeamReader.read(
                "house.yaml", yaml, name -> Optional.ofNullable(files.get(name)), this);
    }

    @Override
    public Set<String> names() {
        return agents.keySet();
    }

    @Override
    public Agent agent(String plugin, String language, ZoneId zone) {
        return Optional.ofNullable(agents.get(plugin)).orElseThrow();
    }

    @Override
    public List<Tool<?>> lent(String plugin) {
        return lent.getOrDefault(plugin, List.of());
    }

    static final class Prices implements Tool<Prices.Arguments> {
        record Arguments(String service) {}

        @Override
        public String name() {
            return "prices";
        }

        @Override
        public Class<Arguments> arguments() {
            return Arguments.class;
        }

        @Override
        public ToolResult call(Arguments arguments, ToolContext context) {
            return ToolResult.failure("not-found");
        }
    }

    /// An agent of a plug-in.
    record FlowAgent(String name, String definition, List<Tool<?>> tools) implements Agent {
        @Override
        public String version() {
            return "1";
        }

        @Override
        public String language() {
            return "en-US";
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("America/New_York");
        }

        @Override
        public Dialogue newDialogue() {
            return TalkingFlow.of(Flow.load("garage.yaml", definition, FlowChecks.of(tools)));
        }

        @Override
        public List<String> fixedSentences() {
            return List.of();
        }

        @Override
        public List<String> keyTerms() {
            return List.of("Miller");
        }

        @Override
        public List<Expectation> expectations() {
            return List.of();
        }
    }
}
