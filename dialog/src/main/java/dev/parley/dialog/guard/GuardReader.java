package dev.parley.dialog.guard;

import dev.parley.dialog.guard.GuardRule.Check;
import dev.parley.dialog.guard.GuardRule.Then;
import dev.parley.dialog.guard.GuardRule.ValueKind;
import dev.parley.dialog.speech.SpokenLanguage;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the rules of an [OutputGuard]: a mapping `rules` of names to one check each and what then.
/// One use.
final class GuardReader {
    private static final List<String> CHECKS =
            List.of("forbid", "pattern", "unknown", "promises", "ids", "prompt");

    private final SpokenLanguage language;
    private final Problems problems;

    GuardReader(Problems problems, SpokenLanguage language) {
        this.language = language;
        this.problems = problems;
    }

    /// Adds to the problems what is wrong.
    List<GuardRule> read(YamlMap root) {
        var named = root.map("rules", "rules");
        var rules = new ArrayList<GuardRule>();
        for (var name : named.keys()) {
            var rule = rule(name, named.map(name, "rule \"" + name + "\""));
            if (rule != null) {
                rules.add(rule);
            }
        }
        if (rules.isEmpty()) {
            problems.add(root.lineOf("rules"), "expected rules, got none");
        }
        root.done();
        return rules;
    }

    private @Nullable GuardRule rule(String name, YamlMap map) {
        var then = then(map);
        var say = map.text("say", "");
        if (then == Then.REPHRASE && say.isEmpty()) {
            problems.add(
                    map.line(), "rule \"" + name + "\": \"say\" is missing: what to say instead");
        }
        if (then != Then.REPHRASE && !say.isEmpty()) {
            problems.add(
                    map.lineOf("say"), "rule \"" + name + "\": \"say\" needs \"then: rephrase\"");
        }
        var steps = new LinkedHashSet<>(texts(map, "steps"));
        var kinds = CHECKS.stream().filter(map::has).toList();
        if (kinds.size() != 1) {
            problems.add(
                    map.line(),
                    "rule \""
                            + name
                            + "\": expected one of "
                            + String.join(", ", CHECKS)
                            + ", got "
                            + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)));
        }
        var check = kinds.isEmpty() ? null : check(kinds.getFirst(), map);
        map.done();
        return check == null || then == null ? null : new GuardRule(name, steps, check, then, say);
    }

    private @Nullable Then then(YamlMap map) {
        var text = map.text("then");
        for (var then : Then.values()) {
            if (then.name().toLowerCase(Locale.ROOT).equals(text)) {
                return then;
            }
        }
        map.wrong("then", "block, rephrase or flag", text);
        return null;
    }

    private @Nullable Check check(String kind, YamlMap map) {
        return switch (kind) {
            case "forbid" -> forbidden(map);
            case "pattern" -> new GuardRule.Matching(patterns(map));
            case "unknown" -> unknown(map);
            case "promises" -> promise(map);
            case "ids" -> ids(map);
            default -> recital(map);
        };
    }

    private Check forbidden(YamlMap map) {
        var phrases = new ArrayList<String>();
        for (var text : map.texts("forbid")) {
            var plain = PlainText.of(text.value());
            if (plain.isBlank()) {
                problems.add(text.line(), "expected words to forbid, got \"" + text.value() + "\"");
            } else {
                phrases.add(plain);
            }
        }
        return new GuardRule.Forbidden(List.copyOf(phrases));
    }

    private List<LinearPattern> patterns(YamlMap map) {
        var patterns = new ArrayList<LinearPattern>();
        for (var text : map.texts("pattern")) {
            try {
                var pattern = new LinearPattern(text.value());
                if (pattern.occursIn("")) {
                    problems.add(
                            text.line(),
                            "the pattern \"" + text.value() + "\" is in every sentence");
                }
                patterns.add(pattern);
            } catch (IllegalArgumentException e) {
                problems.add(text.line(), String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(patterns);
    }

    private Check unknown(YamlMap map) {
        var kinds = EnumSet.noneOf(ValueKind.class);
        var names = Arrays.stream(ValueKind.values()).map(GuardReader::word).toList();
        for (var text : map.texts("unknown")) {
            if (names.contains(text.value())) {
                kinds.add(ValueKind.valueOf(text.value().toUpperCase(Locale.ROOT)));
            } else {
                problems.unknown(text.line(), "kind of value", text.value(), names);
            }
        }
        return new GuardRule.Unknown(kinds);
    }

    private static String word(ValueKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private @Nullable Check promise(YamlMap map) {
        var tools = Set.copyOf(texts(map, "tools"));
        if (!map.flag("promises", true)) {
            map.wrong("promises", "true", "false");
        }
        var more = new ArrayList<String>();
        for (var text : map.texts("more")) {
            var own = promises(text);
            own.ifPresent(more::add);
        }
        return new GuardRule.Promise(new Promises(language, more), tools);
    }

    private Optional<String> promises(YamlMap.Text text) {
        try {
            var _ = new Promises(SpokenLanguage.OTHER, List.of(text.value()));
            return Optional.of(text.value());
        } catch (IllegalArgumentException e) {
            problems.add(text.line(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Check ids(YamlMap map) {
        var kinds = EnumSet.noneOf(IdKind.class);
        var names = Arrays.stream(IdKind.values()).map(IdKind::word).toList();
        for (var text : map.texts("ids")) {
            IdKind.of(text.value())
                    .ifPresentOrElse(
                            kinds::add,
                            () -> problems.unknown(text.line(), "kind of id", text.value(), names));
        }
        return new GuardRule.Ids(kinds);
    }

    private Check recital(YamlMap map) {
        if (!map.flag("prompt", true)) {
            map.wrong("prompt", "true", "false");
        }
        return new GuardRule.Recital(map.whole("words", 8, 4, 50));
    }

    private static List<String> texts(YamlMap map, String key) {
        return map.texts(key).stream().map(YamlMap.Text::value).toList();
    }
}
