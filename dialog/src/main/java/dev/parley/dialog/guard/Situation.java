package dev.parley.dialog.guard;

import java.time.LocalDate;
import java.util.Set;

/// Where a sentence is about to be said.
///
/// @param step the step of the flow, empty for none
/// @param facts the values that may be named here
/// @param done tools that ran with success in this call
/// @param today the date where the caller is
public record Situation(String step, Facts facts, Set<String> done, LocalDate today) {
    public Situation {
        done = Set.copyOf(done);
    }
}
