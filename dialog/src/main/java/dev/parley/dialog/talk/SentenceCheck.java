package dev.parley.dialog.talk;

import java.util.Set;

/// Looks at a sentence of a model before it is spoken. Quick and pure; any thread.
@FunctionalInterface
public interface SentenceCheck {
    /// Lets everything pass.
    SentenceCheck NONE = (sentence, _) -> new Ruling.Say(sentence);

    /// @param sentence as the model wrote it
    /// @param done tools that ran with success in this call
    Ruling check(String sentence, Set<String> done);

    /// What becomes of a sentence.
    sealed interface Ruling {
        /// Say this: the sentence itself, or another.
        record Say(String sentence) implements Ruling {}

        /// Say it, and note that somebody should look at it.
        record Flag(String sentence, String rule) implements Ruling {}

        /// Say `instead`, and none of what the model still writes.
        record Stop(String instead, String rule) implements Ruling {}
    }
}
