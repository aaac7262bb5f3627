package dev.parley.dialog.guard;

import java.util.List;

/// What becomes of a sentence. With several rules broken the hardest counts.
public sealed interface Verdict {
    /// It may be spoken.
    record Clean() implements Verdict {}

    /// It may be spoken, but somebody should look at it.
    ///
    /// @param rules all rules broken
    record Flagged(List<String> rules) implements Verdict {
        public Flagged {
            rules = List.copyOf(rules);
        }
    }

    /// Something else is to be said instead.
    record Rephrased(String rule, String say) implements Verdict {}

    /// It must not be spoken.
    record Blocked(String rule) implements Verdict {}
}
