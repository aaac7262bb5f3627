package dev.parley.store;

import dev.parley.call.EndReason;
import java.sql.Connection;
import java.sql.SQLException;

/// Calls that were never closed because their server died.
final class OpenCalls {
    /// When the last thing known of call `c` happened.
    static final String LAST_SIGN =
            """
            greatest(c.started_at,
                (SELECT max(at) FROM parley.turns WHERE call = c.id),
                (SELECT max(at) FROM parley.events WHERE call = c.id),
                (SELECT max(at) FROM parley.tool_calls WHERE call = c.id),
                (SELECT max(at) FROM parley.reply_latencies WHERE call = c.id))
            """;

    private static final String CLOSE =
            """
            UPDATE parley.calls c SET end_reason = ?, ended_at = %s
            WHERE node = ? AND run <> ? AND ended_at IS NULL
            """
                    .formatted(LAST_SIGN);

    private OpenCalls() {}

    /// Closes those of this node's earlier runs and says how many.
    static int close(Connection connection, String node, String run) throws SQLException {
        try (var statement = connection.prepareStatement(CLOSE)) {
            statement.setString(1, EndReason.SERVER_DIED.name());
            statement.setString(2, node);
            statement.setString(3, run);
            return statement.executeUpdate();
        }
    }
}
