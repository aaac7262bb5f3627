package dev.parley.store;

import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.SQLException;

/// An agent's view of the database: transactions whose names resolve in the agent's own schema.
/// Thread-safe; blocks for at most the pool's limit to get a connection.
final class AgentDatabase implements Database {
    private final Pool pool;
    private final String searchPath;

    AgentDatabase(Pool pool, SchemaName schema) {
        this.pool = pool;
        this.searchPath = "SET LOCAL search_path TO " + schema.quoted();
    }

    @Override
    public <T> T inTransaction(Work<T> work) throws SQLException {
        try (var connection = pool.connection()) {
            connection.setAutoCommit(false);
            try {
                // LOCAL: ends with the transaction, so a connection goes back as it came.
                try (var statement = connection.createStatement()) {
                    statement.execute(searchPath);
                }
                var result = work.run(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e); // the connection is broken; the pool drops it
        }
    }
}
