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
import java.util.List;
import java.util.Map;

/// `cancel_appointment`: cancels with a reason; twice is harmless. Errors: not-found, not-verified:
/// it stands as before; timed-out: nobody knows.
final class CancelAppointment implements Tool<CancelAppointment.Arguments> {
    private static final List<String> REASONS =
            List.of(
                    "schedule_conflict",
                    "got_service_elsewhere",
                    "vehicle_sold",
                    "issue_resolved",
                    "other");

    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(String customerId, String appointmentId, String reason) {
        Arguments {
            if (!REASONS.contains(reason)) {
                throw new IllegalArgumentException(
                        "expected one of " + REASONS + ", got \"" + reason + "\"");
            }
        }
    }

    private final AppointmentChanges changes;
    private final IdentityChecks checks;

    CancelAppointment(AppointmentChanges changes, IdentityChecks checks) {
        this.changes = changes;
        this.checks = checks;
    }

    @Override
    public String name() {
        return "cancel_appointment";
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
        return switch (changes.cancel(request, arguments.reason())) {
            case Booked(Appointment cancelled) ->
                    ToolResult.success(Map.of("appointment_id", Long.toString(cancelled.id())));
            case Refused refused -> ToolResult.failure(refused.why().error());
            case Unsure _ -> ToolResult.failure("timed-out");
        };
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }
}
