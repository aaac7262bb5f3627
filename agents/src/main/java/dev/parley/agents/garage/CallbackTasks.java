package dev.parley.agents.garage;

import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.OptionalLong;

/// The list of people somebody of the garage will call back. Blocking, for tool threads.
final class CallbackTasks {
    private final Database database;

    CallbackTasks(Database database) {
        this.database = database;
    }

    /// Who wants to be called about what. Without a number of its own the customer's is used.
    record Wish(
            OptionalLong customer,
            Optional<PhoneNumber> phone,
            String reason,
            String callId,
            String requestKey) {}

    /// Writes the task down once for each key and gives its id; empty if there is no number to
    /// call. A customer that does not exist is left out rather than losing the call-back.
    OptionalLong add(Wish wish) throws SQLException {
        return database.inTransaction(connection -> add(connection, wish));
    }

    private static OptionalLong add(Connection connection, Wish wish) throws SQLException {
        Optional<PhoneNumber> onFile =
                wish.customer().isPresent()
                        ? Customers.phone(connection, wish.customer().getAsLong())
                        : Optional.empty();
        Optional<PhoneNumber> phone = wish.phone().or(() -> onFile);
        if (phone.isEmpty()) {
            return OptionalLong.empty();
        }
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO callback_tasks (customer_id, phone, reason, call_id, request_key)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (request_key) DO NOTHING
                        """)) {
            if (onFile.isPresent()) {
                insert.setLong(1, wish.customer().getAsLong());
            } else {
                insert.setNull(1, Types.BIGINT);
            }
            insert.setString(2, phone.get().reveal());
            insert.setString(3, wish.reason());
            insert.setString(4, wish.callId());
            insert.setString(5, wish.requestKey());
            insert.executeUpdate();
        }
        try (var query =
                connection.prepareStatement(
                        "SELECT task_id FROM callback_tasks WHERE request_key = ?")) {
            query.setString(1, wish.requestKey());
            try (var rows = query.executeQuery()) {
                rows.next();
                return OptionalLong.of(rows.getLong(1));
            }
        }
    }
}
