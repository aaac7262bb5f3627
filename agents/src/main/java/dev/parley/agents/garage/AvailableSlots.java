package dev.parley.agents.garage;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `get_available_slots`: the free times of a day for a service, and the first later day that has
/// any. Reads only.
///
/// Result: `open`; `reason` why not ("sunday", "holiday", "past", "too-far"), "full" for an open
/// day without a free time, else empty; `slots` as "HH:mm"; `next_open_date` and `next_slots`,
/// empty if nothing is free up to the horizon. For a day past or too far the next one counts from
/// today.
final class AvailableSlots implements Tool<AvailableSlots.Arguments> {
    record Arguments(String service, String date) {
        Arguments {
            Written.date(date);
        }
    }

    private record Next(LocalDate date, List<LocalTime> slots) {}

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
        Instant now = context.wall().atZone(context.zone()).toInstant();
        LocalDate today = LocalDate.ofInstant(now, calendar.zone());
        List<Taken> taken = appointments.taken(calendar.wholeDays(today, calendar.lastDay(now)));
        Optional<String> closed = calendar.notBookable(date, now);
        List<LocalTime> slots = calendar.slots(date, length.get(), taken, now);
        boolean outside = date.isBefore(today) || date.isAfter(calendar.lastDay(now));
        Optional<Next> next =
                firstFree(outside ? today.minusDays(1) : date, length.get(), taken, now);
        return ToolResult.success(
                Map.of(
                        "open", closed.isEmpty(),
                        "reason", closed.orElse(slots.isEmpty() ? "full" : ""),
                        "slots", texts(slots),
                        "next_open_date", next.map(day -> day.date().toString()).orElse(""),
                        "next_slots", next.map(day -> texts(day.slots())).orElse(List.of())));
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(5);
    }

    private Optional<Next> firstFree(
            LocalDate after, Duration length, List<Taken> taken, Instant now) {
        Optional<LocalDate> day = calendar.nextOpenDay(after, now);
        while (day.isPresent()) {
            List<LocalTime> slots = calendar.slots(day.get(), length, taken, now);
            if (!slots.isEmpty()) {
                return Optional.of(new Next(day.get(), slots));
            }
            day = calendar.nextOpenDay(day.get(), now);
        }
        return Optional.empty();
    }

    private static List<String> texts(List<LocalTime> times) {
        return times.stream().map(LocalTime::toString).toList();
    }
}
