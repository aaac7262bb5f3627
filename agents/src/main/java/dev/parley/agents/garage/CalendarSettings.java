package dev.parley.agents.garage;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a [BusinessCalendar] is made of, checked.
///
/// @param bays cars that can be worked on at the same time
/// @param grid distance of possible starts, counted from midnight
/// @param lead an appointment is offered at the earliest this long from now
/// @param offerHolds how long an offered time stays bookable after its lead ran out
/// @param horizonDays how many days ahead bookings reach; today is day 0
/// @param hours opening hours by weekday; a weekday without an entry is closed
/// @param lunch time in which no work is done; empty for none
/// @param holidays closed dates and what they are called
/// @param services how long the car is needed, by service, in the order of the file
public record CalendarSettings(
        ZoneId zone,
        int bays,
        Duration grid,
        Duration lead,
        Duration offerHolds,
        int horizonDays,
        Map<DayOfWeek, OpeningHours> hours,
        Optional<OpeningHours> lunch,
        Map<LocalDate, String> holidays,
        Map<String, Duration> services) {

    public CalendarSettings {
        check(bays >= 1 && bays <= 100, "bays: expected 1 to 100, got " + bays);
        check(
                grid.toMinutes() >= 5 && grid.toMinutes() <= 240,
                "grid-minutes: expected 5 to 240, got " + grid.toMinutes());
        check(
                !lead.isNegative() && lead.toDays() <= 30,
                "lead-minutes: expected 0 to 43200, got " + lead.toMinutes());
        check(
                !offerHolds.isNegative() && offerHolds.compareTo(lead) <= 0,
                "offer-holds-minutes: expected 0 to lead-minutes ("
                        + lead.toMinutes()
                        + "), got "
                        + offerHolds.toMinutes());
        check(
                horizonDays >= 1 && horizonDays <= 366,
                "horizon-days: expected 1 to 366, got " + horizonDays);
        check(!hours.isEmpty(), "hours: expected at least one open weekday");
        check(!services.isEmpty(), "services: expected at least one");
        hours = Collections.unmodifiableMap(new EnumMap<>(hours));
        holidays = Collections.unmodifiableMap(new TreeMap<>(holidays));
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
