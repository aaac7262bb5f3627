package dev.parley.agents.garage;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The garage's customers and their cars, as they are read. Blocking, for tool threads.
final class Customers {
    private final Database database;

    Customers(Database database) {
        this.database = database;
    }

    Optional<Customer> byPhone(PhoneNumber phone) throws SQLException {
        return database.inTransaction(connection ->
                find(connection, "phone = ?", query -> query.setString(1, phone.reveal())));
    }

    Optional<Customer> byId(long id) throws SQLException {
        return database.inTransaction(connection -> byId(connection, id));
    }

    static Optional<Customer> byId(Connection connection, long id) throws SQLException {
        return find(connection, "customer_id = ?", query -> query.setLong(1, id));
    }

    /// Who already came of this request.
    static Optional<Customer> byRequest(Connection connection, String key) throws SQLException {
        return find(connection, "request_key = ?", query -> query.setString(1, key));
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement query) throws SQLException;
    }

    private static Optional<Customer> find(Connection connection, String condition, Binding binding)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "SELECT customer_id, first_name, last_name FROM customers WHERE "
                                + condition)) {
            binding.bind(query);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                long id = rows.getLong(1);
                return Optional.of(
                        new Customer(
                                id,
                                Sensitive.of(rows.getString(2)),
                                Sensitive.of(rows.getString(3)),
                                vehicles(connection, id)));
            }
        }
    }

    static Optional<PhoneNumber> phone(Connection connection, long customer) throws SQLException {
        try (var query =
                connection.prepareStatement("SELECT phone FROM customers WHERE customer_id = ?")) {
            query.setLong(1, customer);
            try (var rows = query.executeQuery()) {
                return rows.next() ? PhoneNumber.parse(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static List<Vehicle> vehicles(Connection connection, long customer)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT vehicle_id, model_year, make, model, colour
                        FROM vehicles
                        WHERE customer_id = ?
                        ORDER BY vehicle_id
                        """)) {
            query.setLong(1, customer);
            try (var rows = query.executeQuery()) {
                List<Vehicle> vehicles = new ArrayList<>();
                while (rows.next()) {
                    vehicles.add(
                            new Vehicle(
                                    rows.getLong(1),
                                    rows.getInt(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5)));
                }
                return vehicles;
            }
        }
    }
}
