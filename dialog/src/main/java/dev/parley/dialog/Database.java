package dev.parley.dialog;

import java.sql.Connection;
import java.sql.SQLException;

/// An agent's own tables: each agent owns its schema and migrations, the store only lends
/// connections. Blocking; called from tool threads.
public interface Database {
    /// Runs the work in one transaction: committed if it returns, rolled back if it throws.
    <T> T inTransaction(Work<T> work) throws SQLException;

    /// What to do with a connection.
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
