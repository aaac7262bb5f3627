package dev.parley.agents.garage;

/// A calendar file for tests, with single lines changed.
final class CalendarText {
    static final String PLAIN =
            """
            zone: America/Chicago
            bays: 2
            grid-minutes: 30
            lead-minutes: 60
            offer-holds-minutes: 10
            horizon-days: 60
            hours:
              monday: 08:00-18:00
              tuesday: 08:00-18:00
              wednesday: 08:00-18:00
              thursday: 08:00-18:00
              friday: 08:00-18:00
              saturday: 09:00-15:00
              sunday: closed
            lunch: 12:00-13:00
            holidays:
              2026-11-26: Thanksgiving Day
            services:
              oil_change: 30
              brake_inspection: 60
              repair: 180
            """;

    private CalendarText() {}

    static BusinessCalendar calendar() {
        return BusinessCalendar.load("test.yaml", PLAIN);
    }

    static BusinessCalendar with(String line, String instead) {
        return BusinessCalendar.load("test.yaml", changed(line, instead));
    }

    static String changed(String line, String instead) {
        if (!PLAIN.contains(line)) {
            throw new IllegalArgumentException("expected a part of the file, got: " + line);
        }
        return PLAIN.replace(line, instead);
    }
}
