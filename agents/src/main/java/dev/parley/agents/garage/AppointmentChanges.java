package dev.parley.agents.garage;

import dev.parley.agents.garage.Booking.Booked;
import dev.parley.agents.garage.Booking.Refusal;
import dev.parley.agents.garage.Booking.Refused;
import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Moves and cancels appointments. Blocking, for tool threads. A move changes one row in one
/// transaction: whatever happens, the appointment is at its old time or at its new one, never at
/// neither. Every statement names the customer too, so that nobody can touch another's.
final class AppointmentChanges {
    private static final String UPCOMING =
            "customer_id = ? AND status IN ('scheduled', 'confirmed') AND starts_at > ?";

    private final Database database;
    private final BusinessCalendar calendar;
    private final AppointmentRows rows;

    AppointmentChanges(Database database, BusinessCalendar calendar) {
        this.database = database;
        this.calendar = calendar;
        this.rows = new AppointmentRows(calendar.zone());
    }

    /// What a caller wants to change of which appointment.
    ///
    /// @param requestKey the same for every attempt of one request
    /// @param now when it was asked for
    record Request(
            long customer, long appointment, String callId, String requestKey, Instant now) {}

    /// The appointments still to come, soonest first.
    List<Appointment> upcoming(long customer, Instant now, int most) throws SQLException {
        return database.inTransaction(connection ->
                rows.find(
                        connection,
                        UPCOMING + " ORDER BY starts_at LIMIT ?",
                        customer,
                        AppointmentRows.timestamp(now),
                        most));
    }

    /// One that is still to come; empty if there is none, or it is somebody else's.
    Optional<Appointment> upcoming(long customer, long appointment, Instant now)
            throws SQLException {
        return database.inTransaction(connection ->
                rows
                        .find(
                                connection,
                                UPCOMING + " AND appointment_id = ?",
                                customer,
                                AppointmentRows.timestamp(now),
                                appointment)
                        .stream()
                        .findFirst());
    }

    /// The bays occupied by others than this appointment at any moment of the span.
    List<Taken> taken(Span span, long except) throws SQLException {
        return database.inTransaction(
                connection -> AppointmentRows.taken(connection, span, except));
    }

    /// Moves it. A second attempt with the same key, or to where it is already, changes nothing and
    /// gives the appointment.
    Booking move(Request request, LocalDate date, LocalTime time) throws SQLException {
        return CarefulWrite.run(database, connection -> move(connection, request, date, time));
    }

    private Booking move(Connection connection, Request request, LocalDate date, LocalTime time)
            throws SQLException {
        var seen = own(connection, request);
        if (seen.isEmpty()) {
            return new Refused(Refusal.NOT_FOUND);
        }
        AppointmentRows.oneAtATime(connection, seen.get().date(), date);
        var old = locked(connection, request).orElseThrow();
        if (isKept(connection, request) || isAt(old, date, time)) {
            return new Booked(old);
        }
        if (!isUpcoming(old, request.now)) {
            return new Refused(Refusal.NOT_FOUND);
        }
        var length = calendar.duration(old.service());
        var span = length.flatMap(minutes -> calendar.span(date, time, minutes));
        if (span.isEmpty() || calendar.notBookable(date, request.now).isPresent()) {
            return new Refused(Refusal.CLOSED);
        }
        if (!calendar.stillOffered(time, span.get(), request.now)) {
            return new Refused(Refusal.SLOT_TAKEN);
        }
        if (rows.isBusy(connection, old.vehicle(), span.get(), old.id())) {
            return new Refused(Refusal.CAR_BUSY);
        }
        var bay =
                calendar.freeBay(
                        span.get(), AppointmentRows.taken(connection, span.get(), old.id()));
        if (bay.isEmpty()) {
            return new Refused(Refusal.SLOT_TAKEN);
        }
        keep(connection, request, "moved", old, span.get().from());
        return new Booked(update(connection, request, span.get(), bay.getAsInt()));
    }

    /// Cancels it. Twice is harmless: the first reason stays.
    Booking cancel(Request request, String reason) throws SQLException {
        return CarefulWrite.run(database, connection -> cancel(connection, request, reason));
    }

    private Booking cancel(Connection connection, Request request, String reason)
            throws SQLException {
        var seen = own(connection, request);
        if (seen.isEmpty()) {
            return new Refused(Refusal.NOT_FOUND);
        }
        AppointmentRows.oneAtATime(connection, seen.get().date());
        var old = locked(connection, request).orElseThrow();
        if (old.status().equals("cancelled")) {
            return new Booked(old);
        }
        if (!isUpcoming(old, request.now)) {
            return new Refused(Refusal.NOT_FOUND);
        }
        keep(connection, request, "cancelled", old, null);
        try (var update =
                connection.prepareStatement(
                        """
                        UPDATE appointments SET status = 'cancelled', reason = ?::cancel_reason
                        WHERE appointment_id = ? AND customer_id = ?
                        RETURNING
                        """
                                + AppointmentRows.COLUMNS)) {
            update.setString(1, reason);
            update.setLong(2, request.appointment);
            update.setLong(3, request.customer);
            return new Booked(rows.read(update.executeQuery()).getFirst());
        }
    }

    private Optional<Appointment> own(Connection connection, Request request) throws SQLException {
        return find(connection, request, "");
    }

    private Optional<Appointment> locked(Connection connection, Request request)
            throws SQLException {
        return find(connection, request, " FOR UPDATE");
    }

    private Optional<Appointment> find(Connection connection, Request request, String locking)
            throws SQLException {
        return rows
                .find(
                        connection,
                        "appointment_id = ? AND customer_id = ?" + locking,
                        request.appointment,
                        request.customer)
                .stream()
                .findFirst();
    }

    private boolean isUpcoming(Appointment appointment, Instant now) {
        boolean open =
                appointment.status().equals("scheduled")
                        || appointment.status().equals("confirmed");
        var starts = appointment.date().atTime(appointment.time()).atZone(calendar.zone());
        return open && starts.toInstant().isAfter(now);
    }

    private static boolean isAt(Appointment appointment, LocalDate date, LocalTime time) {
        return !appointment.status().equals("cancelled")
                && appointment.date().equals(date)
                && appointment.time().equals(time);
    }

    private static boolean isKept(Connection connection, Request request) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "SELECT 1 FROM appointment_changes WHERE request_key = ?")) {
            query.setString(1, request.requestKey);
            try (var found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private void keep(
            Connection connection,
            Request request,
            String change,
            Appointment old,
            @Nullable Instant moved)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO appointment_changes (appointment_id, customer_id, change,
                            old_starts_at, new_starts_at, call_id, request_key)
                        SELECT appointment_id, customer_id, ?::appointment_change, starts_at, ?, ?, ?
                        FROM appointments WHERE appointment_id = ?
                        """)) {
            insert.setString(1, change);
            if (moved == null) {
                insert.setNull(2, Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                insert.setObject(2, AppointmentRows.timestamp(moved));
            }
            insert.setString(3, request.callId);
            insert.setString(4, request.requestKey);
            insert.setLong(5, old.id());
            insert.executeUpdate();
        }
    }

    private Appointment update(Connection connection, Request request, Span span, int bay)
            throws SQLException {
        try (var update =
                connection.prepareStatement(
                        """
                        UPDATE appointments SET starts_at = ?, ends_at = ?, bay = ?,
                            status = 'scheduled'
                        WHERE appointment_id = ? AND customer_id = ?
                        RETURNING
                        """
                                + AppointmentRows.COLUMNS)) {
            update.setObject(1, AppointmentRows.timestamp(span.from()));
            update.setObject(2, AppointmentRows.timestamp(span.until()));
            update.setInt(3, bay);
            update.setLong(4, request.appointment);
            update.setLong(5, request.customer);
            return rows.read(update.executeQuery()).getFirst();
        }
    }
}
