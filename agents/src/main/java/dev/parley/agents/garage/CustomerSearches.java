package dev.parley.agents.garage;

import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Looks for customers by what callers say, a few times in a call. Blocking, for tool threads.
final class CustomerSearches {
    private static final int MOST_IN_CALL = 4;

    private final Database database;

    CustomerSearches(Database database) {
        this.database = database;
    }

    /// @param phone empty to search by name and plate
    record Request(
            Optional<PhoneNumber> phone,
            String lastName,
            String plate,
            String callId,
            String requestKey) {}

    /// @param customer the only one who fits; empty if nobody or several do
    record Found(OptionalLong customer, boolean tooMany) {}

    /// Searches and counts it, once for each key.
    Found search(Request request) throws SQLException {
        return database.inTransaction(connection -> {
            var before = before(connection, request);
            if (before.isPresent()) {
                return before.get();
            }
            if (count(connection, request.callId) >= MOST_IN_CALL) {
                return new Found(OptionalLong.empty(), true);
            }
            var customer = find(connection, request);
            keep(connection, request, customer);
            return new Found(customer, false);
        });
    }

    private static Optional<Found> before(Connection connection, Request request)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "SELECT customer_id FROM customer_searches WHERE request_key = ?")) {
            query.setString(1, request.requestKey);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                long customer = rows.getLong(1);
                return Optional.of(
                        new Found(
                                customer == 0 ? OptionalLong.empty() : OptionalLong.of(customer),
                                false));
            }
        }
    }

    private static int count(Connection connection, String callId) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "SELECT count(*) FROM customer_searches WHERE call_id = ?")) {
            query.setString(1, callId);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static OptionalLong find(Connection connection, Request request) throws SQLException {
        var sql =
                request.phone.isPresent()
                        ? "SELECT customer_id FROM customers WHERE phone = ? LIMIT 2"
                        : """
                        SELECT DISTINCT customer_id FROM customers JOIN vehicles USING (customer_id)
                        WHERE lower(last_name) = ? AND plate = ? LIMIT 2
                        """;
        try (var query = connection.prepareStatement(sql)) {
            if (request.phone.isPresent()) {
                query.setString(1, request.phone.get().reveal());
            } else {
                query.setString(1, request.lastName.toLowerCase(Locale.ROOT));
                query.setString(2, request.plate.toUpperCase(Locale.ROOT));
            }
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return OptionalLong.empty();
                }
                long customer = rows.getLong(1);
                return rows.next() ? OptionalLong.empty() : OptionalLong.of(customer);
            }
        }
    }

    private static void keep(Connection connection, Request request, OptionalLong customer)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO customer_searches (call_id, customer_id, by_phone, request_key)
                        VALUES (?, ?, ?, ?)
                        """)) {
            insert.setString(1, request.callId);
            if (customer.isPresent()) {
                insert.setLong(2, customer.getAsLong());
            } else {
                insert.setNull(2, Types.BIGINT);
            }
            insert.setBoolean(3, request.phone.isPresent());
            insert.setString(4, request.requestKey);
            insert.executeUpdate();
        }
    }
}
