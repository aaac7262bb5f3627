package dev.parley.agents.garage;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// Reads what is booked, for people and commands. Blocking.
public final class Visits {
    private static final String SELECT =
            """
            SELECT a.appointment_id, c.first_name || ' ' || c.last_name, c.phone,
                v.make || ' ' || v.model, a.service,
                (a.starts_at AT TIME ZONE a.zone)::date, (a.starts_at AT TIME ZONE a.zone)::time,
                a.bay, a.status, coalesce(a.call_id, '')
            FROM appointments a
            JOIN customers c USING (customer_id)
            JOIN vehicles v USING (vehicle_id)
            WHERE
            """;

    private final Database database;

    public Visits(Database database) {
        this.database = database;
    }

    /// What a call booked, oldest first.
    public List<Visit> ofCall(String callId) throws SQLException {
        return find("a.call_id = ?", callId);
    }

    /// All appointments of the customer with this number (E.164), oldest first, whatever became of
    /// them.
    public List<Visit> ofPhone(Sensitive<String> phone) throws SQLException {
        return find("c.phone = ?", phone.reveal());
    }

    private List<Visit> find(String condition, String value) throws SQLException {
        return database.inTransaction(connection -> {
            try (var query =
                    connection.prepareStatement(
                            SELECT + condition + " ORDER BY a.appointment_id")) {
                query.setString(1, value);
                try (var rows = query.executeQuery()) {
                    List<Visit> visits = new ArrayList<>();
                    while (rows.next()) {
                        visits.add(visit(rows));
                    }
                    return visits;
                }
            }
        });
    }

    private static Visit visit(ResultSet row) throws SQLException {
        return new Visit(
                row.getLong(1),
                Sensitive.of(row.getString(2)),
                Sensitive.of(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getObject(6, LocalDate.class),
                row.getObject(7, LocalTime.class),
                row.getInt(8),
                row.getString(9),
                row.getString(10));
    }
}
