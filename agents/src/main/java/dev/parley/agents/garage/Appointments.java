package dev.parley.agents.garage;

import dev.parley.agents.garage.Booking.Booked;
import dev.parley.agents.garage.Booking.Refusal;
import dev.parley.agents.garage.Booking.Refused;
import dev.parley.agents.garage.Booking.Unsure;
import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The appointments of the garage. Blocking, for tool threads. The table itself refuses two cars in
/// one bay; the code here only makes that refusal rare and polite.
final class Appointments {
    private static final String EXCLUSION_VIOLATION = "23P01";

    private static final String COLUMNS =
            "appointment_id, customer_id, vehicle_id, service, starts_at, bay, status";

    private final Database database;
    private final BusinessCalendar calendar;

    Appointments(Database database, BusinessCalendar calendar) {
        this.database = database;
        this.calendar = calendar;
    }

    /// The bays occupied at any moment of the span.
    List<Taken> taken(Span span) throws SQLException {
        return database.inTransaction(connection -> taken(connection, span));
    }

    /// Books in one transaction: it is all there afterwards, or nothing is. A second attempt with
    /// the same key gives the appointment of the first; so does asking again for what the same car
    /// already has. A connection lost on the way is followed by one more attempt, because its
    /// commit may have come through.
    Booking book(BookingRequest request) throws SQLException {
        Attempt first = new Attempt();
        try {
            return first.book(request);
        } catch (SQLException e) {
            if (!first.begun || !connectionLost(e)) {
                throw e;
            }
        }
        try {
            return new Attempt().book(request);
        } catch (SQLException _) {
            return new Unsure();
        }
    }

    private static boolean connectionLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0");
    }

    /// One transaction, which knows whether it got as far as a connection.
    private final class Attempt {
        private boolean begun;

        Booking book(BookingRequest request) throws SQLException {
            try {
                return database.inTransaction(connection -> {
                    begun = true;
                    return Appointments.this.book(connection, request);
                });
            } catch (SQLException e) {
                if (EXCLUSION_VIOLATION.equals(e.getSQLState())) {
                    return new Refused(Refusal.SLOT_TAKEN);
                }
                throw e;
            }
        }
    }

    private Booking book(Connection connection, BookingRequest request) throws SQLException {
        oneAtATime(connection, request);
        Optional<Appointment> before =
                find(connection, "request_key = ?", request.requestKey()).stream().findFirst();
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
        if (isBusy(connection, request.vehicle(), span.get())) {
            return new Refused(Refusal.CAR_BUSY);
        }
        var bay = calendar.freeBay(span.get(), taken(connection, span.get()));
        if (bay.isEmpty()) {
            return new Refused(Refusal.SLOT_TAKEN);
        }
        return new Booked(insert(connection, request, span.get(), bay.getAsInt()));
    }

    /// Bookings of one day come one after another, so that the loser of a race sees the winner's
    /// row instead of a deadlock of two exclusion checks. Waits are bounded, because a blocked
    /// database call cannot be interrupted.
    private static void oneAtATime(Connection connection, BookingRequest request)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT set_config('lock_timeout', '4s', true),
                               set_config('statement_timeout', '8s', true)
                        """)) {
            query.execute();
        }
        try (var query =
                connection.prepareStatement(
                        "SELECT pg_advisory_xact_lock(hashtext('parley garage day'), ?)")) {
            query.setInt(1, Math.toIntExact(request.date().toEpochDay()));
            query.execute();
        }
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
        return find(
                        connection,
                        """
                        vehicle_id = ? AND starts_at = ? AND service = ?
                        AND status IN ('scheduled', 'confirmed')
                        """,
                        request.vehicle(),
                        timestamp(span.from()),
                        request.service())
                .stream()
                .findFirst();
    }

    private boolean isBusy(Connection connection, long vehicle, Span span) throws SQLException {
        return !find(
                        connection,
                        """
                        vehicle_id = ? AND starts_at < ? AND ends_at > ?
                        AND status IN ('scheduled', 'confirmed', 'in_progress')
                        """,
                        vehicle,
                        timestamp(span.until()),
                        timestamp(span.from()))
                .isEmpty();
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
                                + COLUMNS)) {
            insert.setLong(1, request.customer());
            insert.setLong(2, request.vehicle());
            insert.setString(3, request.service());
            insert.setObject(4, timestamp(span.from()));
            insert.setObject(5, timestamp(span.until()));
            insert.setString(6, calendar.zone().getId());
            insert.setInt(7, bay);
            insert.setString(8, request.callId());
            insert.setString(9, request.requestKey());
            return appointments(insert.executeQuery()).getFirst();
        }
    }

    private List<Appointment> find(Connection connection, String condition, Object... values)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM appointments WHERE " + condition)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            return appointments(query.executeQuery());
        }
    }

    private List<Appointment> appointments(ResultSet results) throws SQLException {
        try (var rows = results) {
            List<Appointment> appointments = new ArrayList<>();
            while (rows.next()) {
                LocalDateTime local =
                        LocalDateTime.ofInstant(
                                rows.getObject(5, OffsetDateTime.class).toInstant(),
                                calendar.zone());
                appointments.add(
                        new Appointment(
                                rows.getLong(1),
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getString(4),
                                local.toLocalDate(),
                                local.toLocalTime(),
                                rows.getInt(6),
                                rows.getString(7)));
            }
            return appointments;
        }
    }

    private static List<Taken> taken(Connection connection, Span span) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT bay, starts_at, ends_at
                        FROM appointments
                        WHERE starts_at < ? AND ends_at > ?
                            AND status IN ('scheduled', 'confirmed', 'in_progress')
                        """)) {
            query.setObject(1, timestamp(span.until()));
            query.setObject(2, timestamp(span.from()));
            try (var rows = query.executeQuery()) {
                List<Taken> taken = new ArrayList<>();
                while (rows.next()) {
                    taken.add(
                            new Taken(
                                    rows.getInt(1),
                                    new Span(
                                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                                            rows.getObject(3, OffsetDateTime.class).toInstant())));
                }
                return taken;
            }
        }
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
