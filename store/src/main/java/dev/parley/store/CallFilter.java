package dev.parley.store;

import dev.parley.compliance.Sensitive;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Which calls to list.
///
/// @param since calls that began then or later
/// @param agent calls of this agent
/// @param outcome calls that ended with this, as "booked"
/// @param subjects calls about one of these people, by subject or number; empty for everybody
/// @param limit at most so many, 1 to 1,000
public record CallFilter(
        Optional<Instant> since,
        Optional<String> agent,
        Optional<String> outcome,
        List<Sensitive<String>> subjects,
        int limit) {
    public CallFilter {
        subjects = List.copyOf(subjects);
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("expected 1 to 1000 calls, got " + limit);
        }
    }

    /// The newest calls of everybody.
    public static CallFilter newest(int limit) {
        return new CallFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), limit);
    }

    /// All calls about these people, up to the limit.
    public static CallFilter about(List<Sensitive<String>> subjects) {
        return new CallFilter(Optional.empty(), Optional.empty(), Optional.empty(), subjects, 1000);
    }

    String sql() {
        return """
        WHERE (?::timestamptz IS NULL OR started_at >= ?::timestamptz)
            AND (?::text IS NULL OR agent = ?) AND (?::text IS NULL OR outcome = ?)
            AND (?::text[] = '{}' OR id IN
                (SELECT call FROM parley.call_subjects WHERE subject = ANY (?::text[])))
        ORDER BY started_at DESC, id LIMIT ?
        """;
    }

    void bind(PreparedStatement statement) throws SQLException {
        var start = since.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null);
        statement.setObject(1, start);
        statement.setObject(2, start);
        statement.setString(3, agent.orElse(null));
        statement.setString(4, agent.orElse(null));
        statement.setString(5, outcome.orElse(null));
        statement.setString(6, outcome.orElse(null));
        var names =
                statement
                        .getConnection()
                        .createArrayOf("text", subjects.stream().map(Sensitive::reveal).toArray());
        statement.setArray(7, names);
        statement.setArray(8, names);
        statement.setInt(9, limit);
    }
}
