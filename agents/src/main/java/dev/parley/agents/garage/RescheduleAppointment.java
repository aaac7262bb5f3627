package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.agents.garage.Booking.Booked;
import dev.parley.agents.garage.Booking.Refused;
import dev.parley.agents.garage.Booking.Unsure;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// `reschedule_appointment`: moves an appointment, once for each idempotency key. Errors:
/// slot-taken, car-busy, closed, not-found, not-verified: it stays where it was; timed-out: nobody
/// knows.
final class RescheduleAppointment implements Tool<RescheduleAppointment.Arguments> {
    /// Date as "2026-11-24", time as "09:30", local to the garage.
    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(String customerId, String appointmentId, String date, String time) {
        Arguments {
            Written.date(date);
            Written.time(time);
        }
    }

    private final AppointmentChanges changes;
    private final IdentityChecks checks;

    RescheduleAppointment(AppointmentChanges changes, IdentityChecks checks) {
        this.changes = changes;
        this.checks = checks;
    }

    @Override
    public String name() {
        return "reschedule_appointment";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        long customer = Written.id(arguments.customerId()).orElse(0);
        if (!checks.passed(context.callId(), customer)) {
            return ToolResult.failure(IdentityChecks.NOT_VERIFIED);
        }
        var request =
                new AppointmentChanges.Request(
                        customer,
                        Written.id(arguments.appointmentId()).orElse(0),
                        context.callId(),
                        context.idempotencyKey(),
                        Written.instant(context));
        var outcome =
                changes.move(
                        request, Written.date(arguments.date()), Written.time(arguments.time()));
        return switch (outcome) {
            case Booked(Appointment moved) ->
                    ToolResult.success(
                            Map.of(
                                    "appointment_id", Long.toString(moved.id()),
                                    "date", moved.date().toString(),
                                    "time", moved.time().toString()));
            case Refused refused -> ToolResult.failure(refused.why().error());
            case Unsure _ -> ToolResult.failure("timed-out");
        };
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }
}
