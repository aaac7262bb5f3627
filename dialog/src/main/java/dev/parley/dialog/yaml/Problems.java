package dev.parley.dialog.yaml;

import dev.parley.dialog.InvalidFlow;
import dev.parley.dialog.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Everything found wrong with a file of an agent, each with its line, so that one start shows all.
public final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    private record Problem(int line, String reason) {}

    public Problems(String file) {
        this.file = file;
    }

    public void add(int line, String reason) {
        var problem = new Problem(line, reason);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /// Reports a name that is none of the known ones, with the nearest of them.
    public void unknown(int line, String what, String name, Collection<String> known) {
        var hint = NearestName.hint(name, known, "; expected one of " + String.join(", ", known));
        add(line, "unknown " + what + " \"" + name + "\"" + (known.isEmpty() ? "" : hint));
    }

    /// All of them, each with file and line, one a line; empty if there are none.
    public Optional<String> text() {
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        found.stream()
                                .sorted(Comparator.comparingInt(Problem::line))
                                .map(problem -> file + ":" + problem.line + ": " + problem.reason)
                                .collect(Collectors.joining("\n")));
    }

    /// Throws [InvalidFlow] at the first line with a problem, naming the others too.
    public void throwIfAny() {
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
}
