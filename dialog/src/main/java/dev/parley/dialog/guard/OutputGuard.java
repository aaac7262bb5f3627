package dev.parley.dialog.guard;

import dev.parley.dialog.guard.GuardRule.Then;
import dev.parley.dialog.guard.GuardRule.ValueKind;
import dev.parley.dialog.speech.Cleaned;
import dev.parley.dialog.speech.NamedValue;
import dev.parley.dialog.speech.NamedValues;
import dev.parley.dialog.speech.SpokenLanguage;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks at each sentence of an agent before it is spoken. Takes time in proportion to the
/// sentence. Immutable; any thread.
public final class OutputGuard {
    private final List<GuardRule> rules;
    private final NamedValues values;
    private final Map<Integer, PromptText> prompts;

    OutputGuard(List<GuardRule> rules, SpokenLanguage language) {
        this(rules, new NamedValues(language), Map.of());
    }

    private OutputGuard(
            List<GuardRule> rules, NamedValues values, Map<Integer, PromptText> prompts) {
        this.rules = List.copyOf(rules);
        this.values = values;
        this.prompts = Map.copyOf(prompts);
    }

    /// Reads the rules of an agent. Throws [InvalidFlow] with all that is wrong with them.
    public static OutputGuard read(String file, String yaml, SpokenLanguage language) {
        var problems = new Problems(file);
        var guard = read(YamlMap.read(file, yaml, "guard", problems), problems, language);
        problems.throwIfAny();
        return guard;
    }

    /// Reads the rules as a part of another file; what is wrong goes to its problems.
    public static OutputGuard read(YamlMap root, Problems problems, SpokenLanguage language) {
        return new OutputGuard(new GuardReader(problems, language).read(root), language);
    }

    /// What holds for every model that talks to callers: it promises nothing that no tool did,
    /// names no amount and no day that is none of the facts, says no numbers of cards, accounts and
    /// the like, and recites no instructions. The rules are called promises, values, ids and
    /// prompt.
    public static OutputGuard usual(SpokenLanguage language) {
        var rules =
                List.of(
                        rule(
                                "promises",
                                new GuardRule.Promise(new Promises(language, List.of()), Set.of())),
                        rule(
                                "values",
                                new GuardRule.Unknown(
                                        EnumSet.of(
                                                ValueKind.MONEY,
                                                ValueKind.PERCENT,
                                                ValueKind.DATE))),
                        rule("ids", new GuardRule.Ids(EnumSet.allOf(IdKind.class))),
                        rule("prompt", new GuardRule.Recital(8)));
        return new OutputGuard(rules, language);
    }

    private static GuardRule rule(String name, GuardRule.Check check) {
        return new GuardRule(name, Set.of(), check, Then.BLOCK, "");
    }

    /// This guard with those rules of another that have names it does not have.
    public OutputGuard and(OutputGuard other) {
        var all = new ArrayList<>(rules);
        var names = rules.stream().map(GuardRule::name).toList();
        other.rules.stream().filter(rule -> !names.contains(rule.name())).forEach(all::add);
        return new OutputGuard(all, values, prompts);
    }

    /// The steps that its rules name.
    public Set<String> steps() {
        return rules.stream()
                .flatMap(rule -> rule.steps().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// This guard for an agent with this prompt, whose words it is not to recite.
    public OutputGuard withPrompt(String prompt) {
        var texts = new HashMap<Integer, PromptText>();
        for (var rule : rules) {
            if (rule.check() instanceof GuardRule.Recital(int words)) {
                texts.put(words, new PromptText(prompt, words));
            }
        }
        return new OutputGuard(rules, values, texts);
    }

    public Verdict check(String sentence, Situation situation) {
        var look = new Look(sentence, situation);
        var flags = new ArrayList<String>();
        GuardRule hardest = null;
        for (var rule : rules) {
            if (!rule.holdsAt(situation.step()) || !look.breaks(rule.check())) {
                continue;
            }
            if (rule.then() == Then.FLAG) {
                flags.add(rule.name());
            } else if (hardest == null || rule.then().compareTo(hardest.then()) > 0) {
                hardest = rule;
            }
        }
        if (hardest != null) {
            return hardest.then() == Then.BLOCK
                    ? new Verdict.Blocked(hardest.name())
                    : new Verdict.Rephrased(hardest.name(), hardest.say());
        }
        return flags.isEmpty() ? new Verdict.Clean() : new Verdict.Flagged(flags);
    }

    /// One sentence, its readings made once.
    private final class Look {
        private final Situation situation;
        private final String clean;
        private final String plain;
        private final List<NamedValue> named;

        Look(String sentence, Situation situation) {
            this.situation = situation;
            this.clean = Cleaned.text(sentence);
            this.plain = PlainText.of(sentence);
            this.named = values.in(sentence, situation.today());
        }

        boolean breaks(GuardRule.Check check) {
            return switch (check) {
                case GuardRule.Forbidden(var phrases) -> phrases.stream().anyMatch(plain::contains);
                case GuardRule.Matching(var patterns) ->
                        patterns.stream().anyMatch(pattern -> pattern.occursIn(clean));
                case GuardRule.Unknown(var kinds) ->
                        named.stream()
                                .filter(value -> kinds.contains(GuardRule.kindOf(value)))
                                .anyMatch(value -> !situation.facts().know(value));
                case GuardRule.Promise(var promises, var tools) ->
                        promises.isIn(plain) && !isDone(promises, tools);
                case GuardRule.Ids(var kinds) ->
                        kinds.stream().anyMatch(kind -> kind.isIn(clean) || kind.isIn(figures()));
                case GuardRule.Recital(int words) -> {
                    var prompt = prompts.get(words);
                    yield prompt != null && prompt.isRecitedIn(plain);
                }
            };
        }

        /// By one of these tools; if none is named, by one that promises what the sentence says.
        private boolean isDone(Promises promises, Set<String> tools) {
            if (!tools.isEmpty()) {
                return tools.stream().anyMatch(situation.done()::contains);
            }
            var said = promises.kindsIn(plain);
            return said.isEmpty()
                    ? !situation.kept().isEmpty()
                    : said.stream().anyMatch(situation.kept()::contains);
        }

        /// Figures said one by one as figures: "four one one one".
        private String figures() {
            return values.withFigures(plain);
        }
    }
}
