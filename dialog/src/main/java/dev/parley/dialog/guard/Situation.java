package dev.parley.dialog.guard;

import dev.parley.dialog.Promised;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/// Where a sentence is about to be said.
///
/// @param step the step of the flow, empty for none
/// @param facts the values that may be named here
/// @param done tools that ran with success in this call
/// @param kept what may be said to be done, because one of them did it
/// @param today the date where the caller is
public record Situation(
        String step, Facts facts, Set<String> done, Set<Promised> kept, LocalDate today) {
    public Situation {
        done = Set.copyOf(done);
        kept = Set.copyOf(kept);
    }

    /// Where nobody says what the tools promise: any of them keeps every promise.
    public Situation(String step, Facts facts, Set<String> done, LocalDate today) {
        this(step, facts, done, done.isEmpty() ? Set.of() : EnumSet.allOf(Promised.class), today);
    }
}
