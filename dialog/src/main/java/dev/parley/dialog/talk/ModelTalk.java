package dev.parley.dialog.talk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.ToolTraits;
import dev.parley.dialog.model.ToolSpec;
import dev.parley.dialog.prompt.DataText;
import dev.parley.dialog.prompt.Prompt;
import dev.parley.dialog.speech.SentenceCutter;
import dev.parley.dialog.speech.Speakable;
import dev.parley.dialog.speech.SpokenText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an agent is made of that talks by a model; shared by its calls. Immutable.
///
/// @param prompt who the agent is and what it may do; its variables are some of `today`, `time` and
///   `zone`, of the call's beginning. Never made of what a caller said
/// @param greeting fixed sentences
/// @param tools the ones a model may call, and no others
/// @param mayEnd whether the model may end the call
/// @param check looks at each sentence before it is spoken
/// @param standIn holds the rest of the call if the model fails for good; null to say goodbye
public record ModelTalk(
        Prompt prompt,
        List<String> greeting,
        List<TalkTool> tools,
        boolean mayEnd,
        TalkPhrases phrases,
        TalkSettings settings,
        SentenceCutter.Settings cutting,
        Speakable speakable,
        SentenceCheck check,
        @Nullable Supplier<Dialogue> standIn) {
    /// The argument of [#HAND_OVER].
    static final String TO = "to";

    /// The tool by which a model ends the call.
    public static final String END_CALL = "end_call";

    /// The tool by which a model hands the call over to another agent of its [Team].
    public static final String HAND_OVER = "hand_over";

    private static final ToolSpec ENDING =
            new ToolSpec(
                    END_CALL,
                    "Ends the call. Say goodbye in the text of the same answer.",
                    "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");

    private static final String RULES =
            """

            You are on the telephone. Answer in one to three short sentences of plain speech: no lists, \
            no markdown, no emoji, no links. Say only what the facts above and the tools tell; if you \
            do not know, say so. Promise nothing that a tool did not confirm.
            """;

    public ModelTalk {
        greeting = List.copyOf(greeting);
        tools = List.copyOf(tools);
        for (var variable : prompt.variables()) {
            if (!CallPrompt.VARIABLES.contains(variable)) {
                throw new IllegalArgumentException(
                        "prompt \""
                                + prompt.name()
                                + "\": expected variables among "
                                + CallPrompt.VARIABLES
                                + ", got \""
                                + variable
                                + "\"");
            }
        }
        for (var tool : tools) {
            if (tool.name().equals(END_CALL) || tool.name().equals(HAND_OVER)) {
                throw new IllegalArgumentException(
                        "the tool \"" + tool.name() + "\" is built in; name yours differently");
            }
        }
    }

    /// Everything the model may call.
    ///
    /// @param others agents that it may hand the call over to
    List<ToolSpec> offered(List<String> others) {
        var all = new ArrayList<ToolSpec>();
        tools.forEach(tool -> all.add(tool.spec()));
        if (mayEnd) {
            all.add(ENDING);
        }
        if (!others.isEmpty()) {
            all.add(handOver(others));
        }
        return all;
    }

    private static ToolSpec handOver(List<String> others) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        var to = schema.putObject("properties").putObject(TO).put("type", "string");
        others.forEach(to.putArray("enum")::add);
        schema.putArray("required").add(TO);
        schema.put("additionalProperties", false);
        return new ToolSpec(
                HAND_OVER,
                "Hands the call over to another agent, who knows what was said.",
                schema.toString());
    }

    boolean isDeclared(String tool) {
        return tools.stream().anyMatch(one -> one.name().equals(tool));
    }

    /// Plain for a tool that is not declared.
    ToolTraits traits(String tool) {
        return tools.stream()
                .filter(one -> one.name().equals(tool))
                .map(TalkTool::traits)
                .findFirst()
                .orElse(ToolTraits.PLAIN);
    }

    /// What the model is told, around what the operator wrote.
    static String instruction(CallPrompt prompt) {
        return prompt.text() + RULES + DataText.RULE;
    }

    SpokenText speak(String sentence) {
        return speakable.speak(sentence);
    }

    /// A fresh dialogue for one call.
    public ModelDialogue newDialogue() {
        return new ModelDialogue(this);
    }
}
