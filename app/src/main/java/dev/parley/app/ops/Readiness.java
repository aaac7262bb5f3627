package dev.parley.app.ops;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Why the server is not ready, by part. Thread-safe; parts answer at once from what they know.
public final class Readiness {
    private final List<Part> parts = new CopyOnWriteArrayList<>();

    /// Adds a part; `reason` is empty while the part is ready.
    public void add(String name, Supplier<Optional<String>> reason) {
        parts.add(new Part(name, reason));
    }

    /// The parts in the order they were added, each with its reason if it is not ready.
    public List<State> states() {
        return parts.stream()
                .map(part -> new State(part.name, part.reason.get().orElse("")))
                .toList();
    }

    private record Part(String name, Supplier<Optional<String>> reason) {}

    /// State of one part; `reason` is empty if it is ready.
    public record State(String part, String reason) {
        public boolean isReady() {
            return reason.isEmpty();
        }
    }
}
