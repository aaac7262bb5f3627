package dev.parley.dialog.team;

import dev.parley.dialog.Dialogue;
import dev.parley.dialog.InvalidFlow;
import dev.parley.dialog.Tool;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowChecks;
import dev.parley.dialog.flow.FlowDialogue;
import dev.parley.dialog.flow.FlowTalk;
import dev.parley.dialog.guard.OutputGuard;
import dev.parley.dialog.prompt.Prompt;
import dev.parley.dialog.speech.Lexicon;
import dev.parley.dialog.speech.SentenceCutter;
import dev.parley.dialog.speech.Speakable;
import dev.parley.dialog.speech.SpokenLanguage;
import dev.parley.dialog.talk.ModelTalk;
import dev.parley.dialog.talk.SentenceCheck;
import dev.parley.dialog.talk.TalkPhrases;
import dev.parley.dialog.talk.TalkSettings;
import dev.parley.dialog.talk.TalkTool;
import dev.parley.dialog.talk.TalkingFlow;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the agents of a team: each is a plug-in's, a flow in a file, or a prompt with tools. One
/// use.
final class MemberReader {
    /// Reads a file that is named in this line; null, and a problem, if there is none.
    @FunctionalInterface
    interface Texts {
        @Nullable String text(int line, String name);
    }

    private static final List<String> KINDS = List.of("plugin", "flow", "prompt");

    private final Problems problems;
    private final Texts texts;
    private final Colleagues colleagues;
    private final String language;
    private final SpokenLanguage spoken;
    private final ZoneId zone;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Tool<?>> lent = new LinkedHashMap<>();

    MemberReader(
            Problems problems, Texts texts, Colleagues colleagues, String language, ZoneId zone) {
        this.problems = problems;
        this.texts = texts;
        this.colleagues = colleagues;
        this.language = language;
        this.spoken = SpokenLanguage.of(language);
        this.zone = zone;
    }

    /// Those that can be made, by name; the others are problems.
    Map<String, Member> members(YamlMap map) {
        if (map.keys().isEmpty()) {
            problems.add(map.line(), "agents: expected at least one agent");
        }
        for (var plugin : colleagues.names()) {
            for (var tool : colleagues.lent(plugin)) {
                if (lent.putIfAbsent(tool.name(), tool) != null) {
                    problems.add(
                            map.line(),
                            "two plug-ins lend a tool \"" + tool.name() + "\" each; expected one");
                }
            }
        }
        // Who stands in for another is there before it.
        var later = new ArrayList<String>();
        for (var name : map.keys()) {
            var kind = map.isMap(name) ? kind(map, name) : "";
            if (kind.equals("prompt")) {
                later.add(name);
            } else {
                member(map, name, kind);
            }
        }
        later.forEach(name -> member(map, name, "prompt"));
        sameTools();
        var ordered = new LinkedHashMap<String, Member>();
        for (var name : map.keys()) {
            var member = members.get(name);
            if (member != null) {
                ordered.put(name, member);
            }
        }
        return ordered;
    }

    private static String kind(YamlMap map, String name) {
        // Looked into without asking for keys, so that unknown ones are still found.
        var peek = map.map(name, name);
        return KINDS.stream().filter(peek::has).findFirst().orElse("");
    }

    private void member(YamlMap map, String name, String kind) {
        int line = map.lineOf(name);
        if (!name.matches("[a-z][a-z0-9_-]{0,39}")) {
            problems.add(
                    line,
                    "agent \"" + name + "\": expected a name of small letters, figures, - and _");
        }
        var own = map.map(name, "agent \"" + name + "\"");
        if (KINDS.stream().filter(own::has).count() != 1) {
            problems.add(
                    line,
                    "agent \"" + name + "\": expected one of plugin, flow and prompt, and no two");
            return;
        }
        var member =
                switch (kind) {
                    case "plugin" -> plugin(name, line, own);
                    case "flow" -> flow(name, line, own);
                    default -> model(name, line, own);
                };
        own.done();
        if (member != null) {
            members.put(name, member);
        }
    }

    private @Nullable Member plugin(String name, int line, YamlMap map) {
        var plugin = map.text("plugin");
        if (!colleagues.names().contains(plugin)) {
            problems.unknown(map.lineOf("plugin"), "plug-in", plugin, colleagues.names());
            return null;
        }
        if (!plugin.equals(name)) {
            map.wrong("plugin", "called as the agent is", plugin);
            return null;
        }
        var agent = colleagues.agent(plugin, language, zone);
        place(line, name, agent.language(), agent.zone());
        var flow = flowOf(agent.newDialogue());
        return new Member(name, line, Member.Kind.PLUGIN, agent, flow, "");
    }

    private static @Nullable Flow flowOf(Dialogue dialogue) {
        return switch (dialogue) {
            case TalkingFlow talking -> talking.flow();
            case FlowDialogue plain -> plain.flow();
            default -> null;
        };
    }

    private void place(int line, String name, String itsLanguage, ZoneId itsZone) {
        if (!itsLanguage.equals(language) || !itsZone.equals(zone)) {
            problems.add(
                    line,
                    "agent \""
                            + name
                            + "\" speaks "
                            + itsLanguage
                            + " in "
                            + itsZone
                            + "; expected "
                            + language
                            + " in "
                            + zone
                            + " as the team: change \"language\" or \"zone\"");
        }
    }

    private @Nullable Member flow(String name, int line, YamlMap map) {
        var file = map.text("flow");
        var text = texts.text(map.lineOf("flow"), file);
        if (text == null) {
            return null;
        }
        try {
            var flow = Flow.load(file, text, FlowChecks.of(List.copyOf(lent.values())));
            place(line, name, flow.language(), zone);
            var agent = new FlowMember(name, flow, zone, tools(flow.toolNames()));
            return new Member(name, line, Member.Kind.FLOW, agent, flow, "");
        } catch (InvalidFlow e) {
            problems.add(map.lineOf("flow"), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<Tool<?>> tools(Collection<String> names) {
        var tools = new ArrayList<Tool<?>>();
        for (var name : names) {
            var tool = lent.get(name);
            if (tool != null) {
                tools.add(tool);
            }
        }
        return tools;
    }

    private @Nullable Member model(String name, int line, YamlMap map) {
        var prompt = prompt(name, map);
        var tools = map.map("tools", "tools of \"" + name + "\"");
        var offered = offered(tools);
        var phrases =
                spoken == SpokenLanguage.GERMAN ? TalkPhrases.german() : TalkPhrases.english();
        var standIn = map.text("stand-in", "");
        var instead = standIn.isEmpty() ? null : standIn(map, standIn);
        var greeting = map.texts("greeting").stream().map(YamlMap.Text::value).toList();
        var settings = settings(map);
        var check = check(map, prompt, phrases);
        var lexicon =
                map.has("lexicon")
                        ? Lexicon.read(map.map("lexicon", "lexicon"), problems)
                        : Lexicon.NONE;
        boolean mayEnd = map.flag("may-end", true);
        if (prompt == null) {
            return null;
        }
        var talk =
                new ModelTalk(
                        prompt,
                        greeting,
                        offered,
                        mayEnd,
                        phrases,
                        settings,
                        SentenceCutter.Settings.of(spoken),
                        new Speakable(spoken, lexicon),
                        check,
                        instead);
        var agent = new ModelMember(name, language, zone, talk, tools(tools.keys()));
        return new Member(name, line, Member.Kind.MODEL, agent, null, standIn);
    }

    /// A file of its own, or a part of this one; null if it cannot be read.
    private @Nullable Prompt prompt(String name, YamlMap map) {
        int line = map.lineOf("prompt");
        Prompt prompt;
        if (map.isMap("prompt")) {
            prompt = Prompt.read(name, map.map("prompt", "prompt"), problems);
        } else {
            var file = map.text("prompt");
            var text = texts.text(line, file);
            if (text == null) {
                return null;
            }
            try {
                prompt = Prompt.read(file, text);
            } catch (InvalidFlow e) {
                problems.add(line, String.valueOf(e.getMessage()));
                return null;
            }
        }
        boolean isKnown = true;
        for (var variable : prompt.variables()) {
            if (!FlowTalk.VARIABLES.contains(variable)) {
                problems.unknown(line, "variable", variable, FlowTalk.VARIABLES);
                isKnown = false;
            }
        }
        return isKnown ? prompt : null;
    }

    private List<TalkTool> offered(YamlMap map) {
        var offered = new ArrayList<TalkTool>();
        for (var name : map.keys()) {
            var tool = lent.get(name);
            if (tool == null) {
                problems.unknown(map.lineOf(name), "tool", name, lent.keySet());
            } else {
                offered.add(TalkTool.of(tool, map.text(name)));
            }
        }
        return offered;
    }

    private @Nullable Supplier<Dialogue> standIn(YamlMap map, String name) {
        var other = members.get(name);
        if (other == null || other.flow() == null) {
            map.wrong("stand-in", "an agent of this team with a flow", name);
            return null;
        }
        return other.agent()::newDialogue;
    }

    private static TalkSettings settings(YamlMap map) {
        var usual = TalkSettings.defaults();
        return new TalkSettings(
                map.whole("steps", usual.maxSteps(), 1, 20),
                usual.maxCalls(),
                map.whole("tokens", usual.maxTokens(), 20, 2_000),
                OptionalDouble.empty(),
                map.whole("history-tokens", usual.historyTokens(), 100, 100_000),
                map.whole("summary-tokens", usual.summaryTokens(), 0, 2_000),
                usual.outcomeChars(),
                usual.failures());
    }

    /// The usual rules, and its own before them.
    private SentenceCheck check(YamlMap map, @Nullable Prompt prompt, TalkPhrases phrases) {
        var guard = OutputGuard.usual(spoken);
        if (map.has("guard")) {
            var own = OutputGuard.read(map.map("guard", "guard"), problems, spoken);
            if (!own.steps().isEmpty()) {
                problems.add(map.lineOf("guard"), "guard: an agent without a flow has no steps");
            }
            guard = own.and(guard);
        }
        var text =
                prompt == null
                        ? ""
                        : prompt.variants().stream()
                                .map(Prompt.Variant::text)
                                .collect(Collectors.joining("\n"));
        return SentenceCheck.by(guard, text, spoken, phrases.refused());
    }

    /// A tool of one plug-in and another of the same name in one team would run for each other.
    private void sameTools() {
        var all = new LinkedHashMap<String, Tool<?>>();
        for (var member : members.values()) {
            for (var tool : member.agent().tools()) {
                var other = all.putIfAbsent(tool.name(), tool);
                if (other != null && !other.equals(tool)) {
                    problems.add(
                            member.line(),
                            "agent \""
                                    + member.name()
                                    + "\" has a tool \""
                                    + tool.name()
                                    + "\" that is another one than that of an agent before it;"
                                    + " rename one of them");
                }
            }
        }
    }
}
