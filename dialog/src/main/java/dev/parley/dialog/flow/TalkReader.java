package dev.parley.dialog.flow;

import dev.parley.dialog.guard.OutputGuard;
import dev.parley.dialog.prompt.Prompt;
import dev.parley.dialog.speech.Lexicon;
import dev.parley.dialog.speech.Speakable;
import dev.parley.dialog.speech.SpokenLanguage;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Reads the block `talk` of a flow: `prompt`, `guard`, `lexicon`, `moment` and limits.
final class TalkReader {
    private final Problems problems;
    private final SpokenLanguage language;
    private final Map<String, SlotUse> slots;
    private final Collection<String> steps;

    TalkReader(
            Problems problems,
            SpokenLanguage language,
            Map<String, SlotUse> slots,
            Collection<String> steps) {
        this.problems = problems;
        this.language = language;
        this.slots = slots;
        this.steps = steps;
    }

    /// @param name of the flow, and so of its prompt
    FlowTalk read(String name, YamlMap map) {
        var talk =
                new FlowTalk(
                        prompt(name, map),
                        guard(map),
                        language,
                        new Speakable(language, lexicon(map)),
                        also(map),
                        map.text("moment", ""),
                        map.text("refused", ""),
                        map.whole("sentences", 4, 1, 20),
                        map.whole("tokens", 200, 20, 2_000),
                        Duration.ofMillis(map.whole("first-token-millis", 2_500, 100, 20_000)),
                        map.whole("history-tokens", 1_500, 100, 100_000),
                        map.whole("summary-tokens", 150, 0, 2_000));
        map.done();
        return talk;
    }

    private Prompt prompt(String name, YamlMap map) {
        if (!map.has("prompt")) {
            problems.add(map.line(), "talk: \"prompt\" is missing: who the agent is");
        }
        var prompt = Prompt.read(name, map.map("prompt", "prompt"), problems);
        for (var variable : prompt.variables()) {
            if (!FlowTalk.VARIABLES.contains(variable)) {
                problems.unknown(map.lineOf("prompt"), "variable", variable, FlowTalk.VARIABLES);
            }
        }
        return prompt;
    }

    private List<String> also(YamlMap map) {
        var also = new ArrayList<String>();
        for (var text : map.texts("also")) {
            var slot = slots.get(text.value());
            if (slot == null) {
                problems.unknown(text.line(), "slot", text.value(), slots.keySet());
            } else if (!(slot.source() instanceof SlotUse.Fixed)) {
                problems.add(
                        text.line(),
                        "slot \""
                                + text.value()
                                + "\" has other answers in every call, so it is answered only where"
                                + " it is asked");
            } else {
                also.add(slot.name());
            }
        }
        return also;
    }

    private OutputGuard guard(YamlMap map) {
        var usual = OutputGuard.usual(language);
        if (!map.has("guard")) {
            return usual;
        }
        var own = OutputGuard.read(map.map("guard", "guard"), problems, language);
        for (var step : own.steps()) {
            if (!steps.contains(step)) {
                problems.unknown(map.lineOf("guard"), "step", step, steps);
            }
        }
        return own.and(usual);
    }

    private Lexicon lexicon(YamlMap map) {
        return map.has("lexicon")
                ? Lexicon.read(map.map("lexicon", "lexicon"), problems)
                : Lexicon.NONE;
    }
}
