package dev.parley.dialog.prompt;

import dev.parley.dialog.prompt.Prompt.Variant;
import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;

/// Reads a prompt's file: `prompt` (its name), `tokens` (how large it may become), `variables`
/// (each with the most characters of its value), `text`, and `variants` with a `share` in percent
/// and a `text` each. One use.
final class PromptReader {
    private static final int MOST_TOKENS = 100_000;
    private static final int LONGEST_VALUE = 20_000;

    private final Problems problems;

    PromptReader(Problems problems) {
        this.problems = problems;
    }

    /// Adds to the problems what is wrong.
    Prompt read(String name, YamlMap root) {
        int tokens = root.whole("tokens", 2_000, 1, MOST_TOKENS);
        var variables = variables(root.map("variables", "variables"));
        var texts = new ArrayList<Variant>();
        var more = root.map("variants", "variants");
        int left = 100;
        for (var variant : more.keys()) {
            var map = more.map(variant, "variant \"" + variant + "\"");
            int share = map.whole("share", 0, 0, 100);
            left -= share;
            add(texts, variant, share, map, variables, tokens);
            map.done();
        }
        if (left < 0) {
            problems.add(more.line(), "variants: the shares make " + (100 - left) + " percent");
        }
        add(texts, "main", left, root, variables, tokens);
        unused(root, texts, variables);
        root.done();
        return new Prompt(name, variables, texts.reversed());
    }

    private SequencedMap<String, Integer> variables(YamlMap map) {
        var variables = new LinkedHashMap<String, Integer>();
        for (var name : map.keys()) {
            variables.put(name, map.whole(name, 100, 1, LONGEST_VALUE));
        }
        return variables;
    }

    private void add(
            List<Variant> texts,
            String name,
            double share,
            YamlMap map,
            SequencedMap<String, Integer> variables,
            int tokens) {
        var text = map.text("text");
        int line = map.lineOf("text");
        try {
            int size = 0;
            for (var part : PromptParts.of(text)) {
                switch (part) {
                    case PromptParts.Text(String fixed) -> size += TokenEstimate.of(fixed);
                    case PromptParts.Variable(String variable, int below) -> {
                        if (variables.containsKey(variable)) {
                            size += variables.getOrDefault(variable, 0) / 2 + 2;
                        } else {
                            problems.unknown(
                                    line + below + 1, "variable", variable, variables.keySet());
                        }
                    }
                }
            }
            if (size > tokens) {
                problems.add(
                        line,
                        "the text of \""
                                + name
                                + "\" may become about "
                                + size
                                + " tokens, "
                                + tokens
                                + " are allowed; shorten it or its variables, or raise \"tokens\"");
            }
        } catch (IllegalArgumentException e) {
            problems.add(line, String.valueOf(e.getMessage()));
        }
        texts.add(new Variant(name, share, Prompt.version(text), text));
    }

    private void unused(
            YamlMap root, List<Variant> texts, SequencedMap<String, Integer> variables) {
        var used = new LinkedHashSet<String>();
        for (var text : texts) {
            try {
                for (var part : PromptParts.of(text.text())) {
                    if (part instanceof PromptParts.Variable(String name, int _)) {
                        used.add(name);
                    }
                }
            } catch (IllegalArgumentException _) {
                return; // told already
            }
        }
        for (var name : variables.keySet()) {
            if (!used.contains(name)) {
                problems.add(root.lineOf("variables"), "variable \"" + name + "\" is in no text");
            }
        }
    }
}
