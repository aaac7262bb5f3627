package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.slot.Spoken;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/// `get_upcoming_appointments`: the next appointments of a customer who proved who they are,
/// soonest first, each with a label to speak of it. Reads only. Error: not-verified.
final class UpcomingAppointments implements Tool<UpcomingAppointments.Arguments> {
    /// More than these nobody can choose from on the telephone.
    private static final int MOST = 4;

    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(String customerId) {}

    private final AppointmentChanges changes;
    private final IdentityChecks checks;

    UpcomingAppointments(AppointmentChanges changes, IdentityChecks checks) {
        this.changes = changes;
        this.checks = checks;
    }

    @Override
    public String name() {
        return "get_upcoming_appointments";
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
        List<Map<String, String>> found =
                changes.upcoming(customer, Written.instant(context), MOST).stream()
                        .map(UpcomingAppointments::told)
                        .toList();
        return ToolResult.success(Map.of("appointments", found));
    }

    @Override
    public Duration limit() {
        return Limits.READ;
    }

    private static Map<String, String> told(Appointment appointment) {
        return Map.of(
                "appointment_id", Long.toString(appointment.id()),
                "label", label(appointment.service(), appointment.date(), appointment.time()),
                "service", appointment.service(),
                "date", appointment.date().toString(),
                "time", appointment.time().toString());
    }

    /// "the oil change on tuesday, november twenty fourth, at nine thirty".
    static String label(String service, LocalDate date, LocalTime time) {
        return "the "
                + service.replace('_', ' ')
                + " on "
                + Spoken.date(date)
                + ", at "
                + Spoken.time(time);
    }
}
