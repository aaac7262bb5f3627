package dev.parley.app.server;

import dev.parley.call.conversation.Phrases;
import dev.parley.dialog.Agent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The sentences that are said in most calls: the agents' own and the conversation's.
final class FixedTexts {
    private FixedTexts() {}

    /// Those a call begins with, to be rendered before the first call.
    static Set<String> first(List<Agent> agents) {
        Set<String> texts = new LinkedHashSet<>();
        agents.forEach(agent -> agent.fixedSentences().stream().limit(1).forEach(texts::add));
        return texts;
    }

    static Set<String> of(List<Agent> agents, Phrases phrases) {
        Set<String> texts = new LinkedHashSet<>();
        agents.forEach(agent -> texts.addAll(agent.fixedSentences()));
        texts.addAll(
                List.of(
                        phrases.areYouThere(),
                        phrases.stillThere(),
                        phrases.silentGoodbye(),
                        phrases.tooLongWarning(),
                        phrases.tooLongGoodbye(),
                        phrases.apologyAndGoodbye(),
                        phrases.drainGoodbye(),
                        phrases.youAreBack()));
        texts.addAll(phrases.stillWaiting());
        return texts;
    }
}
