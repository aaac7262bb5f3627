package dev.parley.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The store's part of removing what is too old: never of a call that is held or goes on. Any
/// number of servers may do it at once. One thread; blocks.
public final class Retention {
    /// Calls of one transaction.
    private static final int BATCH = 500;

    private static final String OLD = " AND ended_at < ? AND held_at IS NULL ";
    private static final String SOUND_REMOVED =
            """
            UPDATE parley.calls SET sound_removed_at = now()
            WHERE id = ANY (?) AND sound_removed_at IS NULL
            """;
    private static final String BLANK_TURNS =
            "UPDATE parley.turns SET said = '', heard = '' WHERE call = ANY (?)";
    private static final String BLANK_EVENTS =
            "UPDATE parley.events SET \"values\" = '{}' WHERE call = ANY (?) AND sensitive";
    private static final String BLANK_TOOLS =
            "UPDATE parley.tool_calls SET arguments = '{}', result = '{}' WHERE call = ANY (?)";
    private static final String REMOVE_STEPS = "DELETE FROM parley.steps WHERE call = ANY (?)";
    private static final String TEXT_REMOVED =
            "UPDATE parley.calls SET text_removed_at = now() WHERE id = ANY (?)";

    private final Pool pool;

    Retention(Pool pool) {
        this.pool = pool;
    }

    /// Those of these calls whose sound must stay: they are held, or not over.
    public Set<String> keep(List<String> calls) throws SQLException {
        try (var connection = pool.connection();
                var statement =
                        connection.prepareStatement(
                                "SELECT id FROM parley.calls WHERE id = ANY (?)"
                                        + " AND (held_at IS NOT NULL OR ended_at IS NULL)")) {
            statement.setArray(1, connection.createArrayOf("text", calls.toArray()));
            return new HashSet<>(strings(statement.executeQuery()));
        }
    }

    /// Notes that the sound of these calls was removed.
    public void soundRemoved(List<String> calls) throws SQLException {
        try (var connection = pool.connection()) {
            update(connection, SOUND_REMOVED, calls);
        }
    }

    /// The calls that ended before `time` and still have their words.
    public List<String> withText(Instant time) throws SQLException {
        return ids("text_removed_at IS NULL" + OLD, time);
    }

    /// The calls that ended before `time`.
    public List<String> records(Instant time) throws SQLException {
        return ids("true" + OLD, time);
    }

    /// Empties what was said in these calls; times and latencies stay.
    public void removeText(List<String> calls) throws SQLException {
        inBatches(
                calls,
                (connection, some) -> {
                    update(connection, BLANK_TURNS, some);
                    update(connection, BLANK_EVENTS, some);
                    update(connection, BLANK_TOOLS, some);
                    update(connection, REMOVE_STEPS, some);
                    update(connection, TEXT_REMOVED, some);
                });
    }

    /// Removes these calls with all that hangs on them.
    public void removeRecords(List<String> calls) throws SQLException {
        inBatches(
                calls,
                (connection, some) ->
                        update(
                                connection,
                                "DELETE FROM parley.calls WHERE id = ANY (?) AND held_at IS NULL",
                                some));
    }

    @FunctionalInterface
    private interface Batch {
        void run(Connection connection, List<String> calls) throws SQLException;
    }

    private void inBatches(List<String> calls, Batch batch) throws SQLException {
        for (var from = 0; from < calls.size(); from += BATCH) {
            try (var connection = pool.connection()) {
                connection.setAutoCommit(false);
                batch.run(connection, calls.subList(from, Math.min(calls.size(), from + BATCH)));
                connection.commit();
            }
        }
    }

    private List<String> ids(String condition, Instant time) throws SQLException {
        try (var connection = pool.connection();
                var statement =
                        connection.prepareStatement(
                                "SELECT id FROM parley.calls WHERE "
                                        + condition
                                        + "ORDER BY ended_at")) {
            statement.setObject(1, time.atOffset(ZoneOffset.UTC));
            return strings(statement.executeQuery());
        }
    }

    private static List<String> strings(ResultSet rows) throws SQLException {
        try (rows) {
            var strings = new ArrayList<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private static void update(Connection connection, String sql, List<String> calls)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", calls.toArray()));
            statement.executeUpdate();
        }
    }
}
