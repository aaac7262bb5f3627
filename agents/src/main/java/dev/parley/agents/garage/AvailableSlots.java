package dev.parley.agents.garage;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// `get_available_slots`: the free times of a day for a service, and the first later day that has
/// any, as [FreeTimes]. Reads only. Error: not-found for an unknown service.
final class AvailableSlots implements Tool<AvailableSlots.Arguments> {
    record Arguments(String service, String date) {
        Arguments {
            Written.date(date);
        }
    }

    private final Appointments appointments;
    private final BusinessCalendar calendar;

    AvailableSlots(Appointments appointments, BusinessCalendar calendar) {
        this.appointments = appointments;
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return "get_available_slots";
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public ToolResult call(Arguments arguments, ToolContext context) throws SQLException {
        LocalDate date = Written.date(arguments.date());
        Optional<Duration> length = calendar.duration(arguments.service());
        if (length.isEmpty()) {
            return ToolResult.failure("not-found");
        }
        Instant now = Written.instant(context);
        var taken = appointments.taken(FreeTimes.window(calendar, now));
        return new FreeTimes(calendar, length.get(), taken, now).on(date);
    }

    @Override
    public Duration limit() {
        return Limits.READ;
    }
}
