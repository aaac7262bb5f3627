package dev.parley.dialog.prompt;

import dev.parley.dialog.yaml.Problems;
import dev.parley.dialog.yaml.YamlMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// The instructions of an agent, from a file: a text, perhaps with variants for a share of the
/// calls, and declared variables. That every text keeps its size with the longest values is checked
/// when it is read. Immutable.
public final class Prompt {
    private static final int SHARES = 10_000;

    private final String name;
    private final SequencedMap<String, Integer> variables;
    private final List<Variant> variants;

    /// One wording.
    ///
    /// @param share in percent of the calls, 0 to 100
    /// @param version the first twelve hex digits of the SHA-256 of its text
    public record Variant(String name, double share, String version, String text) {}

    /// @param variables names, each with the most characters its value may have
    /// @param variants whose shares make 100
    Prompt(String name, SequencedMap<String, Integer> variables, List<Variant> variants) {
        this.name = name;
        this.variables = new LinkedHashMap<>(variables);
        this.variants = List.copyOf(variants);
    }

    /// Throws [InvalidFlow] with all that is wrong.
    public static Prompt read(String file, String yaml) {
        var problems = new Problems(file);
        var root = YamlMap.read(file, yaml, "prompt", problems);
        var prompt = new PromptReader(problems).read(root.text("prompt"), root);
        problems.throwIfAny();
        return prompt;
    }

    /// Reads a prompt as a part of another file; what is wrong goes to its problems.
    public static Prompt read(String name, YamlMap root, Problems problems) {
        return new PromptReader(problems).read(name, root);
    }

    /// The names of its variables.
    public Set<String> variables() {
        return Collections.unmodifiableSet(variables.keySet());
    }

    public String name() {
        return name;
    }

    public List<Variant> variants() {
        return variants;
    }

    /// The variant of a call: the same for the same call wherever it is asked, and over many calls
    /// each by its share.
    public Variant of(String callId) {
        byte[] hash = sha256(name + '\n' + callId);
        long number = 0;
        for (int i = 0; i < 7; i++) {
            number = number << 8 | (hash[i] & 0xff);
        }
        double point = number % SHARES * 100.0 / SHARES;
        double end = 0;
        for (var variant : variants) {
            end += variant.share();
            if (point < end) {
                return variant;
            }
        }
        return variants.getLast();
    }

    /// The text with the values put in as JSON strings, long ones cut. Throws
    /// IllegalArgumentException if a value is missing or there is no variable for one.
    public String with(Variant variant, Map<String, String> values) {
        if (!values.keySet().equals(variables.keySet())) {
            throw new IllegalArgumentException(
                    "prompt \""
                            + name
                            + "\": expected values for "
                            + variables.keySet()
                            + ", got "
                            + new TreeSet<>(values.keySet()));
        }
        var text = new StringBuilder();
        for (var part : PromptParts.of(variant.text())) {
            switch (part) {
                case PromptParts.Text(String fixed) -> text.append(fixed);
                case PromptParts.Variable(String variable, int _) ->
                        text.append(
                                DataText.value(
                                        values.getOrDefault(variable, ""),
                                        variables.getOrDefault(variable, 1)));
            }
        }
        return text.toString();
    }

    static String version(String text) {
        return HexFormat.of().formatHex(sha256(text), 0, 6);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
