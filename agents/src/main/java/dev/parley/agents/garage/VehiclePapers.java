package dev.parley.agents.garage;

import dev.parley.dialog.Database;
import java.sql.SQLException;

/// Plates and vehicle numbers. Blocking, for tool threads.
final class VehiclePapers {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;

    VehiclePapers(Database database) {
        this.database = database;
    }

    enum Outcome {
        WRITTEN,
        /// No such car, or not of this customer.
        NOT_FOUND,
        /// Another car has it.
        TAKEN
    }

    Outcome plate(long customer, long vehicle, String plate) throws SQLException {
        return write("UPDATE vehicles SET plate = ?", customer, vehicle, plate);
    }

    Outcome vin(long customer, long vehicle, String vin) throws SQLException {
        return write("UPDATE vehicles SET vin = ?", customer, vehicle, vin);
    }

    private Outcome write(String update, long customer, long vehicle, String value)
            throws SQLException {
        try {
            return database.inTransaction(connection -> {
                try (var statement =
                        connection.prepareStatement(
                                update + " WHERE vehicle_id = ? AND customer_id = ?")) {
                    statement.setString(1, value);
                    statement.setLong(2, vehicle);
                    statement.setLong(3, customer);
                    return statement.executeUpdate() == 1 ? Outcome.WRITTEN : Outcome.NOT_FOUND;
                }
            });
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return Outcome.TAKEN;
            }
            throw e;
        }
    }
}
