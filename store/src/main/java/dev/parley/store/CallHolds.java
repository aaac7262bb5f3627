package dev.parley.store;

import java.sql.SQLException;

/// Holds calls against age and requests to erase, as a court or an authority may order.
/// Thread-safe, blocks.
public final class CallHolds {
    private static final String HOLD =
            """
            UPDATE parley.calls SET held_at = coalesce(held_at, now()), held_by = coalesce(held_by, ?)
            WHERE id = ?
            """;
    private static final String RELEASE =
            "UPDATE parley.calls SET held_at = NULL, held_by = NULL WHERE id = ?";

    private final Pool pool;

    CallHolds(Pool pool) {
        this.pool = pool;
    }

    /// Holds a call; one that is held stays so. False if there is none of this id.
    ///
    /// @param by the operator, never the person the call is about
    public boolean hold(String callId, String by) throws SQLException {
        try (var connection = pool.connection();
                var statement = connection.prepareStatement(HOLD)) {
            statement.setString(1, PlainJson.clean(by));
            statement.setString(2, callId);
            return statement.executeUpdate() > 0;
        }
    }

    /// Ends the hold. False if there is no such call.
    public boolean release(String callId) throws SQLException {
        try (var connection = pool.connection();
                var statement = connection.prepareStatement(RELEASE)) {
            statement.setString(1, callId);
            return statement.executeUpdate() > 0;
        }
    }
}
