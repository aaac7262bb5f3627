package dev.parley.agents.garage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/// `get_slots_to_move`: to which times of a day an appointment can be moved, as [FreeTimes]; what
/// it takes itself counts as free. Reads only. Errors: not-verified, not-found.
final class SlotsToMove implements Tool<SlotsToMove.Arguments> {
    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(String customerId, String appointmentId, String date) {
        Arguments {
            Written.date(date);
        }
    }

    private final AppointmentChanges changes;
    private final IdentityChecks checks;
    private final BusinessCalendar calendar;

    SlotsToMove(AppointmentChanges changes, IdentityChecks checks, BusinessCalendar calendar) {
        this.changes = changes;
        this.checks = checks;
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return "get_slots_to_move";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        LocalDate date = Written.date(arguments.date());
        long customer = Written.id(arguments.customerId()).orElse(0);
        long id = Written.id(arguments.appointmentId()).orElse(0);
        if (!checks.passed(context.callId(), customer)) {
            return ToolResult.failure(IdentityChecks.NOT_VERIFIED);
        }
        Instant now = Written.instant(context);
        var appointment = changes.upcoming(customer, id, now);
        var length = appointment.flatMap(found -> calendar.duration(found.service()));
        if (length.isEmpty()) {
            return ToolResult.failure("not-found");
        }
        var taken = changes.taken(FreeTimes.window(calendar, now), id);
        return new FreeTimes(calendar, length.get(), taken, now).on(date);
    }

    @Override
    public Duration limit() {
        return Limits.READ;
    }
}
