package dev.parley.dialog.flow;

import dev.parley.dialog.slot.Grammar;
import dev.parley.dialog.slot.Utterance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a caller may say in every question.
enum Command {
    REPEAT(
            List.of("repeat", "repeat that", "repeat please", "say that again", "pardon me"),
            List.of(
                    "repeat it",
                    "please repeat",
                    "please repeat that",
                    "can you repeat that",
                    "could you repeat that",
                    "say it again",
                    "again",
                    "again please",
                    "once more",
                    "one more time",
                    "pardon",
                    "what",
                    "what did you say",
                    "excuse me",
                    "come again",
                    "i didn't hear you",
                    "i did not hear you",
                    "can you say that again",
                    "could you say that again",
                    "what was that")),
    HELP(
            List.of("help", "help me", "what can i say"),
            List.of(
                    "i need help",
                    "i help",
                    "help please",
                    "what are my options",
                    "what can i do",
                    "how does this work",
                    "options")),
    PERSON(
            List.of("agent", "operator", "speak to a person", "talk to a person", "a real person"),
            List.of(
                    "i would like to speak to a person",
                    "i want to speak to a person",
                    "i want to talk to a person",
                    "can i speak to a person",
                    "can i talk to someone",
                    "let me talk to a person",
                    "speak to someone",
                    "talk to someone",
                    "talk to a human",
                    "speak to a human",
                    "human",
                    "person",
                    "representative",
                    "manager",
                    "speak to a manager",
                    "speak to an agent",
                    "talk to an agent",
                    "call me back",
                    "a person please",
                    "operator please",
                    "agent please",
                    "speak with someone",
                    "speak with a person")),
    BACK(
            List.of("go back", "the question before"),
            List.of(
                    "back",
                    "back please",
                    "go back please",
                    "previous",
                    "previous question",
                    "one step back")),
    RESTART(
            List.of("start over", "cancel", "never mind"),
            List.of(
                    "start again",
                    "cancel that",
                    "cancel it",
                    "forget it",
                    "from the beginning",
                    "start from the beginning",
                    "main menu",
                    "cancel please")),
    GOODBYE(
            List.of("goodbye", "bye", "thank you goodbye"),
            List.of(
                    "good bye",
                    "bye bye",
                    "that's all",
                    "that is all",
                    "thank you bye",
                    "thanks bye",
                    "nothing else",
                    "hang up",
                    "i have to go",
                    "end the call",
                    "that's all thank you",
                    "that is all thank you",
                    "no goodbye",
                    "okay bye"));

    private final List<String> expected;
    private final List<String> understood;

    /// @param expected phrases the recognizer is told
    /// @param understood further ones that are taken
    Command(List<String> expected, List<String> understood) {
        this.expected = expected;
        this.understood = understood;
    }

    /// A command is the whole of what was said, but for politeness.
    static Optional<Command> read(Utterance words) {
        var text = words.text();
        var bare = text.replaceAll("^(please|can you|could you) | (please|thank you)$", "");
        return Arrays.stream(values())
                .filter(command -> command.means(text) || command.means(bare))
                .findFirst();
    }

    private boolean means(String text) {
        return expected.contains(text) || understood.contains(text);
    }

    List<String> examples() {
        return expected;
    }

    static Grammar grammar() {
        return Grammar.anyOf(
                Arrays.stream(values())
                        .flatMap(command -> command.expected.stream())
                        .map(Grammar::words)
                        .toList());
    }
}
