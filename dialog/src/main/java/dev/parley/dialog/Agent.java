package dev.parley.dialog;

import java.time.ZoneId;
import java.util.List;

/// One agent, opened once at start and shared by its calls; every call gets a [Dialogue] of its
/// own. Thread-safe.
public interface Agent {
    /// Name by which numbers and API calls address it.
    String name();

    /// Version of the flow and texts, kept with every call.
    String version();

    /// Language of its calls as a BCP 47 tag ("en-US").
    String language();

    ZoneId zone();

    /// What its dialogues are made of, kept once with the calls that were held by it, so that
    /// [AgentPlugin#dialogues] can make them again; empty, the default, if they need no more than
    /// the agent's code. Nothing of a caller, and no secret.
    default String definition() {
        return "";
    }

    /// A fresh dialogue for one call.
    Dialogue newDialogue();

    List<Tool<?>> tools();

    /// Names of the tools that change the world (a booking, a task for a person). What they came
    /// back with is shown to the caller as what was done.
    default List<String> writingTools() {
        return List.of();
    }

    /// Whether it cannot hold a call without a language model. Flows can.
    default boolean needsModel() {
        return false;
    }

    /// Sentences that are said in most calls, rendered to sound before the server is ready.
    List<String> fixedSentences();

    /// Words that its callers are likely to say and that a recognizer may not know: the name of the
    /// business, of what it offers, of its people. The most important first, a hundred at most;
    /// nothing of a caller.
    default List<String> keyTerms() {
        return List.of();
    }

    /// Every grammar its flow can ask for, so that missing vocabulary stops the start and not a
    /// call.
    List<Expectation> expectations();
}
