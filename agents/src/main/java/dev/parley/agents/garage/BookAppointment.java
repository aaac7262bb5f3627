package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.agents.garage.Booking.Booked;
import dev.parley.agents.garage.Booking.Refusal;
import dev.parley.agents.garage.Booking.Refused;
import dev.parley.agents.garage.Booking.Unsure;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/// `book_appointment`: writes an appointment, once for each idempotency key. Call it only after the
/// caller confirmed what was read back. Errors: slot-taken, car-busy, closed, not-found, not-owner:
/// nothing was written; timed-out: nobody knows.
final class BookAppointment implements Tool<BookAppointment.Arguments> {
    /// Date as "2026-11-24", time as "09:30", local to the garage.
    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(
            String customerId, String vehicleId, String service, String date, String time) {
        Arguments {
            Written.date(date);
            Written.time(time);
        }
    }

    private final Appointments appointments;

    BookAppointment(Appointments appointments) {
        this.appointments = appointments;
    }

    @Override
    public String name() {
        return "book_appointment";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        OptionalLong customer = Written.id(arguments.customerId());
        OptionalLong vehicle = Written.id(arguments.vehicleId());
        if (customer.isEmpty() || vehicle.isEmpty()) {
            return ToolResult.failure(Refusal.NOT_FOUND.error());
        }
        Booking booking =
                appointments.book(
                        new BookingRequest(
                                customer.getAsLong(),
                                vehicle.getAsLong(),
                                arguments.service(),
                                Written.date(arguments.date()),
                                Written.time(arguments.time()),
                                context.callId(),
                                context.idempotencyKey(),
                                Written.instant(context)));
        return switch (booking) {
            case Booked booked -> result(booked.appointment());
            case Refused refused -> ToolResult.failure(refused.why().error());
            case Unsure _ -> ToolResult.failure("timed-out");
        };
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }

    private static ToolResult result(Appointment appointment) {
        return ToolResult.success(
                Map.of(
                        "appointment_id", Long.toString(appointment.id()),
                        "date", appointment.date().toString(),
                        "time", appointment.time().toString(),
                        "service", appointment.service()));
    }
}
