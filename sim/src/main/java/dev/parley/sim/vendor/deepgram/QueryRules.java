package dev.parley.sim.vendor.deepgram;

import dev.parley.sim.vendor.wire.HttpRequest;
import java.util.Optional;
import java.util.Set;

/// Checks of query parameters that the endpoints share.
final class QueryRules {
    private QueryRules() {}

    static Optional<String> unknown(HttpRequest request, Set<String> known) {
        return request.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> "Invalid query parameter: " + name);
    }

    static Optional<String> bool(HttpRequest request, String... names) {
        for (var name : names) {
            if (!Set.of("true", "false").contains(request.query(name, "false"))) {
                return Optional.of("%s: expected true or false".formatted(name));
            }
        }
        return Optional.empty();
    }

    static Optional<String> number(HttpRequest request, String name, double min, double max) {
        var text = request.query(name, "");
        if (text.isEmpty() && !request.query().containsKey(name)) {
            return Optional.empty();
        }
        return text.matches("\\d{1,7}(\\.\\d{1,6})?")
                        && Double.parseDouble(text) >= min
                        && Double.parseDouble(text) <= max
                ? Optional.empty()
                : Optional.of("%s: expected a number from %s to %s".formatted(name, min, max));
    }

    static Optional<String> oneOf(HttpRequest request, String name, Set<String> values) {
        var value = request.query(name, "");
        return value.isEmpty() || values.contains(value)
                ? Optional.empty()
                : Optional.of("%s: unsupported value %s".formatted(name, value));
    }

    /// Raw sound needs both; the simulator reads raw sound alone.
    static Optional<String> sound(HttpRequest request) {
        var encoding = request.query("encoding", "");
        if (encoding.isEmpty() != request.query("sample_rate", "").isEmpty()) {
            return Optional.of("encoding and sample_rate go together");
        }
        return encoding.isEmpty()
                ? Optional.of("encoding: raw linear16, mulaw or alaw is all this simulator reads")
                : oneOf(request, "encoding", Set.of("linear16", "mulaw", "alaw"))
                        .or(() -> number(request, "sample_rate", 8_000, 48_000));
    }
}
