package dev.parley.agents.garage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BusinessCalendarTest {
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 21);
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);
    private static final LocalDate THANKSGIVING = LocalDate.of(2026, 11, 26);

    private final BusinessCalendar calendar = CalendarText.calendar();
    private final Instant saturdayNoon = instant("2026-11-21T12:00");

    private Instant instant(String local) {
        return LocalDateTime.parse(local).atZone(calendar.zone()).toInstant();
    }

    private List<LocalTime> slots(LocalDate date, Duration length, Taken... taken) {
        return calendar.slots(date, length, List.of(taken), saturdayNoon);
    }

    private Taken taken(int bay, String from, String until) {
        return new Taken(bay, new Span(instant(from), instant(until)));
    }

    private static List<LocalTime> times(String spaced) {
        return List.of(spaced.split(" ")).stream().map(LocalTime::parse).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00, false", // Sunday
        "2026-11-23T07:59, false",
        "2026-11-23T08:00, true",
        "2026-11-23T11:59, true",
        "2026-11-23T12:00, false", // lunch
        "2026-11-23T12:59, false",
        "2026-11-23T13:00, true",
        "2026-11-23T17:59, true",
        "2026-11-23T18:00, false",
        "2026-11-24T08:00, true",
        "2026-11-25T08:00, true",
        "2026-11-26T10:00, false", // holiday
        "2026-11-27T17:59, true",
        "2026-11-28T08:59, false", // Saturday
        "2026-11-28T09:00, true",
        "2026-11-28T14:59, true",
        "2026-11-28T15:00, false",
    })
    void garage_is_open_in_its_hours_and_not_at_lunch(LocalDateTime at, boolean open) {
        assertThat(calendar.isOpen(at)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, past",
        "2026-11-22, sunday",
        "2026-11-26, holiday",
        "2027-01-21, too-far",
        "2020-11-22, past", // a Sunday long ago: past is the better reason
        "2027-01-24, too-far",
    })
    void day_that_cannot_be_booked_says_why(LocalDate date, String reason) {
        assertThat(calendar.notBookable(date, saturdayNoon)).contains(reason);
        assertThat(slots(date, HALF_HOUR)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-11-21", "2026-11-23", "2026-12-25", "2027-01-20"})
    void today_and_the_last_day_of_the_horizon_can_be_booked(LocalDate date) {
        assertThat(calendar.notBookable(date, saturdayNoon)).isEmpty();
    }

    @Test
    void weekday_offers_every_half_hour_around_lunch() {
        assertThat(slots(MONDAY, HALF_HOUR))
                .isEqualTo(
                        times(
                                "08:00 08:30 09:00 09:30 10:00 10:30 11:00 11:30 13:00 13:30 14:00"
                                        + " 14:30 15:00 15:30 16:00 16:30 17:00 17:30"));
    }

    @Test
    void long_service_neither_reaches_into_lunch_nor_past_closing() {
        assertThat(slots(MONDAY, Duration.ofHours(3)))
                .isEqualTo(times("08:00 08:30 09:00 13:00 13:30 14:00 14:30 15:00"));
    }

    @Test
    void saturday_ends_at_three() {
        assertThat(slots(LocalDate.of(2026, 11, 28), HOUR))
                .isEqualTo(times("09:00 09:30 10:00 10:30 11:00 13:00 13:30 14:00"));
    }

    @Test
    void today_offers_only_what_keeps_the_lead_time() {
        assertThat(slots(SATURDAY, HALF_HOUR)).isEqualTo(times("13:00 13:30 14:00 14:30"));
        assertThat(calendar.slots(SATURDAY, HALF_HOUR, List.of(), instant("2026-11-21T12:01")))
                .isEqualTo(times("13:30 14:00 14:30"));
        assertThat(calendar.slots(SATURDAY, HALF_HOUR, List.of(), instant("2026-11-21T13:30")))
                .isEqualTo(times("14:30"));
        assertThat(calendar.slots(SATURDAY, HALF_HOUR, List.of(), instant("2026-11-21T13:31")))
                .isEmpty();
    }

    @Test
    void late_evening_does_not_shorten_the_next_morning() {
        assertThat(calendar.slots(TUESDAY, HALF_HOUR, List.of(), instant("2026-11-23T23:59")))
                .first()
                .isEqualTo(LocalTime.of(8, 0));
    }

    @Test
    void time_stays_free_until_the_last_bay_is_taken() {
        Taken first = taken(1, "2026-11-23T09:00", "2026-11-23T10:00");
        Taken second = taken(2, "2026-11-23T09:30", "2026-11-23T10:30");
        assertThat(slots(MONDAY, HALF_HOUR, first)).contains(LocalTime.of(9, 30));
        assertThat(slots(MONDAY, HALF_HOUR, first, second))
                .contains(LocalTime.of(9, 0), LocalTime.of(10, 0))
                .doesNotContain(LocalTime.of(9, 30));
        assertThat(slots(MONDAY, HOUR, first, second))
                .contains(LocalTime.of(8, 30), LocalTime.of(10, 0))
                .doesNotContain(LocalTime.of(9, 0), LocalTime.of(9, 30));
    }

    @Test
    void next_open_day_skips_sundays_and_holidays() {
        assertThat(calendar.nextOpenDay(SATURDAY, saturdayNoon)).contains(MONDAY);
        assertThat(calendar.nextOpenDay(LocalDate.of(2026, 11, 25), saturdayNoon))
                .contains(LocalDate.of(2026, 11, 27));
        assertThat(calendar.nextOpenDay(THANKSGIVING, saturdayNoon))
                .contains(LocalDate.of(2026, 11, 27));
        assertThat(calendar.nextOpenDay(LocalDate.of(2000, 1, 1), saturdayNoon)).contains(SATURDAY);
        assertThat(calendar.nextOpenDay(LocalDate.of(2027, 1, 20), saturdayNoon)).isEmpty();
    }

    @Test
    void leap_day_is_a_day() {
        Instant now = instant("2028-02-28T07:00");
        LocalDate leapDay = LocalDate.of(2028, 2, 29);
        assertThat(calendar.nextOpenDay(LocalDate.of(2028, 2, 28), now)).contains(leapDay);
        assertThat(calendar.slots(leapDay, HALF_HOUR, List.of(), now)).hasSize(18);
    }

    @Test
    void span_keeps_the_wall_time_on_both_sides_of_the_change_of_clocks() {
        LocalDate winter = LocalDate.of(2027, 3, 13);
        LocalDate summer = LocalDate.of(2027, 3, 15);
        assertThat(calendar.span(winter, LocalTime.of(9, 30), HALF_HOUR))
                .contains(Span.of(Instant.parse("2027-03-13T15:30:00Z"), HALF_HOUR));
        assertThat(calendar.span(summer, LocalTime.of(9, 30), HALF_HOUR))
                .contains(Span.of(Instant.parse("2027-03-15T14:30:00Z"), HALF_HOUR));
    }

    @Test
    void skipped_hour_of_spring_does_not_exist() {
        BusinessCalendar night = CalendarText.with("sunday: closed", "sunday: 00:30-04:30");
        Instant now = instant("2027-03-13T12:00");
        LocalDate spring = LocalDate.of(2027, 3, 14);
        assertThat(night.slots(spring, HALF_HOUR, List.of(), now))
                .isEqualTo(times("00:30 01:00 01:30 03:00 03:30 04:00"));
        assertThat(night.slots(spring, Duration.ofHours(3), List.of(), now))
                .as("three hours from 0:30 end at 4:30, because one hour is missing")
                .isEqualTo(times("00:30"));
        assertThat(night.span(spring, LocalTime.of(2, 30), HALF_HOUR)).isEmpty();
    }

    @Test
    void hour_that_comes_twice_in_autumn_means_its_first() {
        BusinessCalendar night = CalendarText.with("sunday: closed", "sunday: 00:30-04:30");
        Instant now = instant("2027-11-06T12:00");
        LocalDate autumn = LocalDate.of(2027, 11, 7);
        assertThat(night.slots(autumn, HALF_HOUR, List.of(), now))
                .isEqualTo(times("00:30 01:00 01:30 02:00 02:30 03:00 03:30 04:00"));
        assertThat(night.span(autumn, LocalTime.of(1, 30), HALF_HOUR))
                .contains(Span.of(Instant.parse("2027-11-07T06:30:00Z"), HALF_HOUR));
        assertThat(night.slots(autumn, Duration.ofHours(5), List.of(), now))
                .as("five hours fit from 0:30 to 4:30, because one hour comes twice")
                .isEqualTo(times("00:30"));
    }

    @Test
    void offer_holds_a_little_longer_than_its_lead_time() {
        LocalTime time = LocalTime.of(14, 0);
        Span span = calendar.span(SATURDAY, time, HALF_HOUR).orElseThrow();
        assertThat(calendar.stillOffered(time, span, instant("2026-11-21T13:00"))).isTrue();
        assertThat(calendar.stillOffered(time, span, instant("2026-11-21T13:10"))).isTrue();
        assertThat(calendar.stillOffered(time, span, instant("2026-11-21T13:11"))).isFalse();
    }

    @Test
    void time_beside_the_grid_was_never_offered() {
        LocalTime time = LocalTime.of(14, 10);
        Span span = calendar.span(SATURDAY, time, HALF_HOUR).orElseThrow();
        assertThat(calendar.stillOffered(time, span, saturdayNoon)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "11:30, 30, true",
        "11:30, 31, false",
        "11:45, 60, false",
        "12:00, 30, false",
        "12:30, 60, false",
        "13:00, 300, true",
        "17:30, 30, true",
        "17:31, 30, false",
        "18:00, 30, false",
        "07:59, 30, false",
    })
    void appointment_lies_all_within_working_time(LocalTime time, int minutes, boolean fits) {
        assertThat(calendar.span(MONDAY, time, Duration.ofMinutes(minutes)).isPresent())
                .isEqualTo(fits);
    }

    @Test
    void hours_are_told_in_groups_of_equal_days() {
        assertThat(
                        calendar.lines().stream()
                                .map(line -> line.days() + " " + line.hours().closes())
                                .collect(Collectors.joining(", ")))
                .isEqualTo("Monday to Friday 18:00, Saturday 15:00");
        assertThat(CalendarText.with("wednesday: 08:00-18:00", "wednesday: closed").lines())
                .extracting(HoursLine::days)
                .containsExactly("Monday and Tuesday", "Thursday and Friday", "Saturday");
    }

    @Test
    void every_slot_can_be_booked_and_every_bookable_time_is_a_slot() {
        for (LocalDate day = SATURDAY; day.isBefore(SATURDAY.plusDays(70)); day = day.plusDays(1)) {
            List<LocalTime> slots = slots(day, HOUR);
            for (int minute = 0; minute < 24 * 60; minute += 5) {
                LocalTime time = LocalTime.ofSecondOfDay(minute * 60L);
                boolean bookable =
                        calendar.notBookable(day, saturdayNoon).isEmpty()
                                && calendar.span(day, time, HOUR)
                                        .filter(span ->
                                                calendar.stillOffered(
                                                        time, span, saturdayNoon.plusSeconds(600)))
                                        .isPresent();
                assertThat(slots.contains(time)).as("%s %s", day, time).isEqualTo(bookable);
            }
        }
    }
}
