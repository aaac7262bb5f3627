package dev.parley.store;

import java.sql.Connection;
import java.sql.SQLException;

/// Up to where this node's journal is in the database.
final class PositionTable {
    private static final String READ =
            "SELECT segment, position FROM parley.journal_positions WHERE node = ?";
    private static final String MOVE =
            """
            INSERT INTO parley.journal_positions (node, segment, position) VALUES (?, ?, ?)
            ON CONFLICT (node) DO UPDATE
            SET segment = excluded.segment, position = excluded.position
            """;

    private final String node;

    PositionTable(String node) {
        this.node = node;
    }

    JournalPosition read(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(READ)) {
            statement.setString(1, node);
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? new JournalPosition(rows.getLong(1), rows.getLong(2))
                        : JournalPosition.START;
            }
        }
    }

    void move(Connection connection, JournalPosition position) throws SQLException {
        try (var statement = connection.prepareStatement(MOVE)) {
            statement.setString(1, node);
            statement.setLong(2, position.segment());
            statement.setLong(3, position.offset());
            statement.executeUpdate();
        }
    }
}
