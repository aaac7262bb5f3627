package dev.parley.agents.garage;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/// Adds customers and cars, each once for its key. Blocking, for tool threads.
final class Newcomers {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;

    Newcomers(Database database) {
        this.database = database;
    }

    /// Somebody new with their first car.
    ///
    /// @param firstName empty if nobody knows how it is written, like `lastName`
    /// @param turn in which turn of the call an unwritten name was said
    record Person(
            Sensitive<String> firstName,
            Sensitive<String> lastName,
            PhoneNumber phone,
            CarModel car,
            int modelYear,
            int turn,
            String callId,
            String requestKey) {
        boolean isWritten() {
            return !firstName.reveal().isEmpty() && !lastName.reveal().isEmpty();
        }
    }

    /// Adds them; empty if the number is a customer's already. E-mail is asked for by message
    /// later.
    Optional<Customer> add(Person person) throws SQLException {
        try {
            return Optional.of(database.inTransaction(connection -> add(connection, person)));
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        }
        // Another attempt of this request may have won the race; else the number is taken.
        return database.inTransaction(
                connection -> Customers.byRequest(connection, person.requestKey));
    }

    private static Customer add(Connection connection, Person person) throws SQLException {
        var before = Customers.byRequest(connection, person.requestKey);
        if (before.isPresent()) {
            return before.get();
        }
        long id = insert(connection, person);
        insertCar(connection, id, person.car, person.modelYear, person.requestKey);
        return Customers.byId(connection, id).orElseThrow();
    }

    private static long insert(Connection connection, Person person) throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO customers (first_name, last_name, phone, spelling_verified,
                            spelling_call_id, spelling_turn, email_pending, added_in_call,
                            request_key)
                        VALUES (?, ?, ?, ?, ?, ?, true, ?, ?)
                        RETURNING customer_id
                        """)) {
            insert.setString(1, person.firstName.reveal());
            insert.setString(2, person.lastName.reveal());
            insert.setString(3, person.phone.reveal());
            insert.setBoolean(4, person.isWritten());
            if (person.isWritten()) {
                insert.setNull(5, Types.VARCHAR);
                insert.setNull(6, Types.INTEGER);
            } else {
                insert.setString(5, person.callId);
                insert.setInt(6, person.turn);
            }
            insert.setString(7, person.callId);
            insert.setString(8, person.requestKey);
            try (var rows = insert.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /// Adds a car to a customer; empty if there is no such customer.
    Optional<Customer> addCar(long customer, CarModel car, int modelYear, String requestKey)
            throws SQLException {
        return database.inTransaction(connection -> {
            if (Customers.byId(connection, customer).isEmpty()) {
                return Optional.empty();
            }
            insertCar(connection, customer, car, modelYear, requestKey);
            return Customers.byId(connection, customer);
        });
    }

    private static void insertCar(
            Connection connection, long customer, CarModel car, int modelYear, String requestKey)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO vehicles (customer_id, model_year, make, model, request_key)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (request_key) DO NOTHING
                        """)) {
            insert.setLong(1, customer);
            insert.setInt(2, modelYear);
            insert.setString(3, car.make());
            insert.setString(4, car.model());
            insert.setString(5, requestKey);
            insert.executeUpdate();
        }
    }
}
