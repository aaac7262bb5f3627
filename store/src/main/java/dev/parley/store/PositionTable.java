package dev.parley.store;

import java.sql.Connection;
import java.sql.SQLException;

/// Up to where this node's journal is in the database.
final class PositionTable {
    private static final String READ =
            "SELECT segment, position FROM parley.journal_positions WHERE node = ?";
    private static final String BEGIN =
            """
            INSERT INTO parley.journal_positions (node, segment, position) VALUES (?, 0, 0)
            ON CONFLICT (node) DO NOTHING
            """;
    private static final String MOVE =
            """
            UPDATE parley.journal_positions SET segment = ?, position = ?
            WHERE node = ? AND segment = ? AND position = ?
            """;

    private final String node;

    PositionTable(String node) {
        this.node = node;
    }

    JournalPosition read(Connection connection) throws SQLException {
        try (var begin = connection.prepareStatement(BEGIN);
                var read = connection.prepareStatement(READ)) {
            begin.setString(1, node);
            begin.executeUpdate();
            read.setString(1, node);
            try (var rows = read.executeQuery()) {
                rows.next();
                return new JournalPosition(rows.getLong(1), rows.getLong(2));
            }
        }
    }

    /// Moves on, if the position still is where we left it. A commit that the network held back may
    /// have moved it: then everything of this transaction is stored already, false is the answer,
    /// and the transaction must be rolled back.
    boolean move(Connection connection, JournalPosition from, JournalPosition to)
            throws SQLException {
        try (var statement = connection.prepareStatement(MOVE)) {
            statement.setLong(1, to.segment());
            statement.setLong(2, to.offset());
            statement.setString(3, node);
            statement.setLong(4, from.segment());
            statement.setLong(5, from.offset());
            return statement.executeUpdate() == 1;
        }
    }
}
