package dev.parley.agents.garage;

import dev.parley.dialog.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The free times of a day and of the next day that has any, as flows know them. Pure.
///
/// Result: `open`; `reason` why not ("sunday", "holiday", "past", "too-far"), "full" for an open
/// day without a free time, else empty; `slots` as "HH:mm"; `next_open_date` and `next_slots`,
/// empty if nothing is free up to the horizon. For a day past or too far the next one counts from
/// today.
///
/// @param taken everything that is taken from today to the horizon
record FreeTimes(BusinessCalendar calendar, Duration length, List<Taken> taken, Instant now) {
    private record Next(LocalDate date, List<LocalTime> slots) {}

    FreeTimes {
        taken = List.copyOf(taken);
    }

    ToolResult on(LocalDate date) {
        LocalDate today = LocalDate.ofInstant(now, calendar.zone());
        Optional<String> closed = calendar.notBookable(date, now);
        List<LocalTime> slots = calendar.slots(date, length, taken, now);
        boolean outside = date.isBefore(today) || date.isAfter(calendar.lastDay(now));
        Optional<Next> next = firstFree(outside ? today.minusDays(1) : date);
        return ToolResult.success(
                Map.of(
                        "open", closed.isEmpty(),
                        "reason", closed.orElse(slots.isEmpty() ? "full" : ""),
                        "slots", texts(slots),
                        "next_open_date", next.map(day -> day.date().toString()).orElse(""),
                        "next_slots", next.map(day -> texts(day.slots())).orElse(List.of())));
    }

    /// What must be known as taken before [#on] is asked.
    static Span window(BusinessCalendar calendar, Instant now) {
        return calendar.wholeDays(LocalDate.ofInstant(now, calendar.zone()), calendar.lastDay(now));
    }

    private Optional<Next> firstFree(LocalDate after) {
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
