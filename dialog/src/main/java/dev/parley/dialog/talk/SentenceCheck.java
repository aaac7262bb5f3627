package dev.parley.dialog.talk;

import dev.parley.dialog.guard.Facts;
import dev.parley.dialog.guard.OutputGuard;
import dev.parley.dialog.guard.Situation;
import dev.parley.dialog.guard.Verdict;
import dev.parley.dialog.speech.SpokenLanguage;
import java.time.LocalDate;

/// Looks at a sentence of a model before it is spoken. Quick and pure; any thread.
@FunctionalInterface
public interface SentenceCheck {
    /// Lets everything pass.
    SentenceCheck NONE = (sentence, _) -> new Ruling.Say(sentence);

    /// By the rules of a guard. Amounts that the prompt names are facts.
    ///
    /// @param prompt of the agent, which is not to be recited
    /// @param instead what is said in the place of a sentence that is blocked
    static SentenceCheck by(
            OutputGuard guard, String prompt, SpokenLanguage language, String instead) {
        var guarding = guard.withPrompt(prompt);
        var own = Facts.inText(prompt, language, LocalDate.EPOCH);
        return (sentence, at) -> {
            var situation =
                    new Situation(at.step(), at.facts().and(own), at.done(), at.kept(), at.today());
            return switch (guarding.check(sentence, situation)) {
                case Verdict.Clean _ -> new Ruling.Say(sentence);
                case Verdict.Flagged(var rules) ->
                        new Ruling.Flag(sentence, String.join(", ", rules));
                case Verdict.Rephrased(var rule, var say) -> new Ruling.Stop(say, rule);
                case Verdict.Blocked(var rule) -> new Ruling.Stop(instead, rule);
            };
        };
    }

    /// @param sentence as the model wrote it
    /// @param situation without a step; its facts are what tools returned in this call
    Ruling check(String sentence, Situation situation);

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
