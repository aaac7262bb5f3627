package dev.parley.agents.garage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads appointments within a transaction, and lets writers of one day come one after another.
final class AppointmentRows {
    static final String COLUMNS =
            "appointment_id, customer_id, vehicle_id, service, starts_at, bay, status";

    private final ZoneId zone;

    AppointmentRows(ZoneId zone) {
        this.zone = zone;
    }

    /// Writers of the same day come one after another, so that the loser of a race sees the
    /// winner's row instead of a deadlock of two exclusion checks; of several days in their order.
    /// Waits are bounded, because a blocked database call cannot be interrupted.
    static void oneAtATime(Connection connection, LocalDate... days) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT set_config('lock_timeout', '4s', true),
                               set_config('statement_timeout', '8s', true)
                        """)) {
            query.execute();
        }
        for (var day : Stream.of(days).sorted().distinct().toList()) {
            try (var query =
                    connection.prepareStatement(
                            "SELECT pg_advisory_xact_lock(hashtext('parley garage day'), ?)")) {
                query.setInt(1, Math.toIntExact(day.toEpochDay()));
                query.execute();
            }
        }
    }

    List<Appointment> find(Connection connection, String condition, Object... values)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM appointments WHERE " + condition)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            return read(query.executeQuery());
        }
    }

    /// Reads rows of [#COLUMNS] and closes them.
    List<Appointment> read(ResultSet results) throws SQLException {
        try (var rows = results) {
            List<Appointment> appointments = new ArrayList<>();
            while (rows.next()) {
                LocalDateTime local =
                        LocalDateTime.ofInstant(
                                rows.getObject(5, OffsetDateTime.class).toInstant(), zone);
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

    /// Whether the car is somewhere at any moment of the span, but for one appointment (0 for
    /// none).
    boolean isBusy(Connection connection, long vehicle, Span span, long except)
            throws SQLException {
        return !find(
                        connection,
                        """
                        vehicle_id = ? AND starts_at < ? AND ends_at > ? AND appointment_id <> ?
                        AND status IN ('scheduled', 'confirmed', 'in_progress')
                        """,
                        vehicle,
                        timestamp(span.until()),
                        timestamp(span.from()),
                        except)
                .isEmpty();
    }

    /// The bays occupied at any moment of the span, but for one appointment (0 for none).
    static List<Taken> taken(Connection connection, Span span, long except) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT bay, starts_at, ends_at
                        FROM appointments
                        WHERE starts_at < ? AND ends_at > ? AND appointment_id <> ?
                            AND status IN ('scheduled', 'confirmed', 'in_progress')
                        """)) {
            query.setObject(1, timestamp(span.until()));
            query.setObject(2, timestamp(span.from()));
            query.setLong(3, except);
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

    static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
