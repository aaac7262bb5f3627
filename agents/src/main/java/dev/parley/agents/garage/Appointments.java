package dev.parley.agents.garage;

import dev.parley.agents.garage.Booking.Booked;
import dev.parley.agents.garage.Booking.Refusal;
import dev.parley.agents.garage.Booking.Refused;
import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The appointments of the garage. Blocking, for tool threads. The table itself refuses two cars in
/// one bay; the code here only makes that refusal rare and polite.
final class Appointments {
    private final Database database;
    private final BusinessCalendar calendar;
    private final AppointmentRows rows;

    Appointments(Database database, BusinessCalendar calendar) {
        this.database = database;
        this.calendar = calendar;
        this.rows = new AppointmentRows(calendar.zone());
    }

    /// The bays occupied at any moment of the span.
    List<Taken> taken(Span span) throws SQLException {
        return database.inTransaction(connection -> AppointmentRows.taken(connection, span, 0));
    }

    /// Books in one transaction. A second attempt with the same key gives the appointment of the
    /// first; so does asking again for what the same car already has.
    Booking book(BookingRequest request) throws SQLException {
        return CarefulWrite.run(database, connection -> book(connection, request));
    }

    private Booking book(Connection connection, BookingRequest request) throws SQLException {
        AppointmentRows.oneAtATime(connection, request.date());
        Optional<Appointment> before =
                rows.find(connection, "request_key = ?", request.requestKey()).stream().findFirst();
        if (before.isPresent()) {
            return new Booked(sameRequest(before.get(), request));
        }
        Optional<Refusal> stranger = stranger(connection, request);
        if (stranger.isPresent()) {
            return new Refused(stranger.get());
        }
        var length = calendar.duration(request.service());
        if (length.isEmpty()) {
            return new Refused(Refusal.NOT_FOUND);
        }
        var span = calendar.span(request.date(), request.time(), length.get());
        if (span.isEmpty() || calendar.notBookable(request.date(), request.now()).isPresent()) {
            return new Refused(Refusal.CLOSED);
        }
        if (!calendar.stillOffered(request.time(), span.get(), request.now())) {
            return new Refused(Refusal.SLOT_TAKEN);
        }
        Optional<Appointment> already = already(connection, request, span.get());
        if (already.isPresent()) {
            return new Booked(already.get());
        }
        if (rows.isBusy(connection, request.vehicle(), span.get(), 0)) {
            return new Refused(Refusal.CAR_BUSY);
        }
        var bay = calendar.freeBay(span.get(), AppointmentRows.taken(connection, span.get(), 0));
        if (bay.isEmpty()) {
            return new Refused(Refusal.SLOT_TAKEN);
        }
        return new Booked(insert(connection, request, span.get(), bay.getAsInt()));
    }

    private Appointment sameRequest(Appointment found, BookingRequest request) {
        if (found.customer() != request.customer()
                || found.vehicle() != request.vehicle()
                || !found.service().equals(request.service())
                || !found.date().equals(request.date())
                || !found.time().equals(request.time())) {
            throw new IllegalArgumentException(
                    "expected the same booking for the same request key, got another one;"
                            + " use a new key for a new booking");
        }
        return found;
    }

    private static Optional<Refusal> stranger(Connection connection, BookingRequest request)
            throws SQLException {
        if (Customers.phone(connection, request.customer()).isEmpty()) {
            return Optional.of(Refusal.NOT_FOUND);
        }
        try (var query =
                connection.prepareStatement(
                        "SELECT customer_id FROM vehicles WHERE vehicle_id = ?")) {
            query.setLong(1, request.vehicle());
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.of(Refusal.NOT_FOUND);
                }
                return rows.getLong(1) == request.customer()
                        ? Optional.empty()
                        : Optional.of(Refusal.NOT_OWNER);
            }
        }
    }

    private Optional<Appointment> already(Connection connection, BookingRequest request, Span span)
            throws SQLException {
        return rows
                .find(
                        connection,
                        """
                        vehicle_id = ? AND starts_at = ? AND service = ?
                        AND status IN ('scheduled', 'confirmed')
                        """,
                        request.vehicle(),
                        AppointmentRows.timestamp(span.from()),
                        request.service())
                .stream()
                .findFirst();
    }

    private Appointment insert(Connection connection, BookingRequest request, Span span, int bay)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO appointments (customer_id, vehicle_id, service, starts_at,
                            ends_at, zone, bay, method, call_id, request_key)
                        VALUES (?, ?, ?, ?, ?, ?, ?, 'voice', ?, ?)
                        RETURNING
                        """
                                + AppointmentRows.COLUMNS)) {
            insert.setLong(1, request.customer());
            insert.setLong(2, request.vehicle());
            insert.setString(3, request.service());
            insert.setObject(4, AppointmentRows.timestamp(span.from()));
            insert.setObject(5, AppointmentRows.timestamp(span.until()));
            insert.setString(6, calendar.zone().getId());
            insert.setInt(7, bay);
            insert.setString(8, request.callId());
            insert.setString(9, request.requestKey());
            return rows.read(insert.executeQuery()).getFirst();
        }
    }
}
