package dev.parley.dialog.flow;

import dev.parley.dialog.InvalidFlow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Everything found wrong with a flow file, each with its line, so that one start shows all.
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    private record Problem(int line, String reason) {}

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String reason) {
        var problem = new Problem(line, reason);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /// Reports a name that is none of the known ones, with the nearest of them.
    void unknown(int line, String what, String name, Collection<String> known) {
        var near = nearest(name, known);
        var hint =
                near.map(other -> "; did you mean \"" + other + "\"?")
                        .orElseGet(() -> "; expected one of " + String.join(", ", known));
        add(line, "unknown " + what + " \"" + name + "\"" + (known.isEmpty() ? "" : hint));
    }

    /// Throws [InvalidFlow] at the first line with a problem, naming the others too.
    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        found.sort(Comparator.comparingInt(Problem::line));
        var text = new StringBuilder(found.getFirst().reason);
        for (var other : found.subList(1, found.size())) {
            text.append('\n').append(file).append(':').append(other.line).append(": ");
            text.append(other.reason);
        }
        throw new InvalidFlow(file, found.getFirst().line, text.toString());
    }

    static Optional<String> nearest(String name, Collection<String> known) {
        int limit = Math.max(2, name.length() / 3);
        return known.stream()
                .filter(other -> distance(name, other) <= limit)
                .min(Comparator.comparingInt(other -> distance(name, other)));
    }

    /// Levenshtein distance.
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
