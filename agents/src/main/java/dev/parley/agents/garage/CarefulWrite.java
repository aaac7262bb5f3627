package dev.parley.agents.garage;

import dev.parley.agents.garage.Booking.Refusal;
import dev.parley.agents.garage.Booking.Refused;
import dev.parley.agents.garage.Booking.Unsure;
import dev.parley.dialog.Database;
import java.sql.SQLException;

/// One write about an appointment in one transaction: it is all there afterwards, or nothing is. A
/// connection lost on the way is followed by one more attempt, because its commit may have come
/// through; the work must therefore know what it did by its request key.
final class CarefulWrite {
    private static final String EXCLUSION_VIOLATION = "23P01";

    private final Database database;
    private boolean begun;

    private CarefulWrite(Database database) {
        this.database = database;
    }

    static Booking run(Database database, Database.Work<Booking> work) throws SQLException {
        var first = new CarefulWrite(database);
        try {
            return first.attempt(work);
        } catch (SQLException e) {
            if (!first.begun || !connectionLost(e)) {
                throw e;
            }
        }
        try {
            return new CarefulWrite(database).attempt(work);
        } catch (SQLException _) {
            return new Unsure();
        }
    }

    private static boolean connectionLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0");
    }

    private Booking attempt(Database.Work<Booking> work) throws SQLException {
        try {
            return database.inTransaction(connection -> {
                begun = true;
                return work.run(connection);
            });
        } catch (SQLException e) {
            if (EXCLUSION_VIOLATION.equals(e.getSQLState())) {
                return new Refused(Refusal.SLOT_TAKEN);
            }
            throw e;
        }
    }
}
