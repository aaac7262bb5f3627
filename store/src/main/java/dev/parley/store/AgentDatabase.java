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
        try (var connection = begun()) {
            try {
                var result = work.run(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    /// A connection in a transaction of the agent's schema. One that broke while it lay in the pool
    /// is found out here, where nothing was asked of it yet, and another is taken.
    private Connection begun() throws SQLException {
        for (var attempt = 1; ; attempt++) {
            var connection = pool.connection();
            try {
                connection.setAutoCommit(false);
                // LOCAL: ends with the transaction, so a connection goes back as it came.
                try (var statement = connection.createStatement()) {
                    statement.execute(searchPath);
                }
                return connection;
            } catch (SQLException e) {
                close(connection, e);
                if (attempt > Pool.SIZE || !isLost(e)) {
                    throw e;
                }
            } catch (RuntimeException e) {
                close(connection, e);
                throw e;
            }
        }
    }

    /// SQL state classes 08 (connection) and 57P0 (the server stops).
    private static boolean isLost(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0");
    }

    private static void close(Connection connection, Exception cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
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
