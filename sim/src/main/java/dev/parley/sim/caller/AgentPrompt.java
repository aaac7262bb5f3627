package dev.parley.sim.caller;

import dev.parley.dialog.flow.PromptTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A sentence that the agent is known to say: words in lower case, with gaps for what varies.
///
/// @param name which sentence it is, for the caller's script
public record AgentPrompt(String name, List<Part> parts) {
    private static final Pattern GAP = Pattern.compile("\\{([a-zA-Z_.-]+)\\}");

    public AgentPrompt {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("prompt \"" + name + "\": expected words, got none");
        }
    }

    /// Reads a template such as "we have {time} free on {day}. is that right?"; punctuation is
    /// dropped.
    public static AgentPrompt of(String name, String template) {
        List<Part> parts = new ArrayList<>();
        var gap = GAP.matcher(template);
        int at = 0;
        while (gap.find()) {
            words(template.substring(at, gap.start())).forEach(word -> parts.add(new Word(word)));
            parts.add(new Gap(gap.group(1)));
            at = gap.end();
        }
        words(template.substring(at)).forEach(word -> parts.add(new Word(word)));
        return new AgentPrompt(name, parts);
    }

    /// Reads a sentence of a flow; its name is `step/PURPOSE`, its gaps are named as the flow names
    /// the values.
    public static AgentPrompt of(PromptTemplate template) {
        List<Part> parts = new ArrayList<>();
        for (var piece : template.pieces()) {
            switch (piece) {
                case PromptTemplate.Text(var text) ->
                        words(text).forEach(word -> parts.add(new Word(word)));
                case PromptTemplate.Variable variable -> parts.add(new Gap(variable.name()));
            }
        }
        return new AgentPrompt(template.step() + "/" + template.purpose(), parts);
    }

    /// A text as a recognizer writes it: lower case words, no punctuation.
    public static String spoken(String text) {
        return String.join(" ", words(text));
    }

    /// The words of a text as a recognizer spells them: lower case, no punctuation.
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (var word : text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9' ]+", " ").split(" +")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /// A piece of a prompt.
    public sealed interface Part {}

    /// A word that is always said.
    public record Word(String text) implements Part {}

    /// One or more words that vary.
    public record Gap(String name) implements Part {}
}
