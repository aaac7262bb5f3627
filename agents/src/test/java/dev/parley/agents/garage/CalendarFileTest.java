package dev.parley.agents.garage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.InvalidFlow;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CalendarFileTest {
    @Test
    void shipped_calendar_is_valid_and_knows_every_service() {
        BusinessCalendar calendar = BusinessCalendar.shipped();
        assertThat(calendar.zone().getId()).isEqualTo("America/Chicago");
        assertThat(calendar.services()).hasSize(11).contains("oil_change", "recall", "other");
        assertThat(calendar.duration("oil_change")).contains(Duration.ofMinutes(30));
        assertThat(calendar.closedFor(LocalDate.of(2026, 12, 25))).contains("holiday");
        assertThat(calendar.lines())
                .extracting(line -> line.days() + " " + line.hours().opens())
                .containsExactly("Monday to Friday 08:00", "Saturday 09:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bays: 2 | bay: 2 | test.yaml:2: unknown key \"bay\"; did you mean \"bays\"?",
                "bays: 2 | bays: 0 | test.yaml:2: bays: expected 1 to 100, got 0",
                "bays: 2 | bays: two | test.yaml:2: bays: expected a whole number, got \"two\"",
                "bays: 2 | bays: [2] | test.yaml:2: bays: expected a value, got none or a list",
                "bays: 2 | bays: | test.yaml:2: bays: expected a value, got none or a list",
                "America/Chicago | Chicago | test.yaml:1: zone: expected a time zone like"
                        + " America/Chicago, got \"Chicago\"",
                "grid-minutes: 30 | grid-minutes: 0 | test.yaml:3: grid-minutes: expected 5 to 240,"
                        + " got 0",
                "lead-minutes: 60 | lead-minutes: 5 | test.yaml:5: offer-holds-minutes: expected 0"
                        + " to lead-minutes (5), got 10",
                "horizon-days: 60 | horizon-days: 999 | test.yaml:6: horizon-days: expected 1 to"
                        + " 366, got 999",
                "monday: 08:00-18:00 | monday: 18:00-08:00 | test.yaml:8: hours: monday: expected"
                        + " an opening before the closing, got 18:00-08:00",
                "monday: 08:00-18:00 | monday: 8-18 | test.yaml:8: hours: monday: expected hours"
                        + " like 08:00-18:00, got \"8-18\"",
                "monday: 08:00-18:00 | monday: 08:00-24:00 | test.yaml:8: hours: monday: expected"
                        + " hours like 08:00-18:00, got \"08:00-24:00\"",
                "tuesday: | tusday: | test.yaml:9: unknown key \"tusday\"; did you mean"
                        + " \"tuesday\"?",
                "  sunday: closed | # no sunday | test.yaml:7: missing key \"sunday\"",
                "lunch: 12:00-13:00 | lunch: 12:00 | test.yaml:15: lunch: expected hours like"
                        + " 08:00-18:00, got \"12:00\"",
                "2026-11-26 | 2026-02-30 | test.yaml:17: holidays: expected a date like"
                        + " 2026-12-25, got \"2026-02-30\"",
                "oil_change: 30 | oil change: 30 | test.yaml:19: services: expected a name like"
                        + " oil_change, got \"oil change\"",
                "oil_change: 30 | oil_change: 3 | test.yaml:19: services: oil_change: expected 5 to"
                        + " 1440 minutes, got 3",
                "brake_inspection: 60 | oil_change: 60 | test.yaml:20: Duplicate field"
                        + " 'oil_change'",
            })
    void mistake_is_named_with_file_and_line(String line, String instead, String message) {
        assertThatThrownBy(() -> CalendarText.with(line, instead))
                .isInstanceOf(InvalidFlow.class)
                .hasMessage(message);
    }

    @Test
    void service_that_fits_no_day_is_refused() {
        assertThatThrownBy(() -> CalendarText.with("repair: 180", "repair: 301"))
                .isInstanceOf(InvalidFlow.class)
                .hasMessage(
                        "test.yaml:18: services: repair takes 301 minutes, but no open day has that"
                                + " long without lunch");
    }

    @Test
    void empty_file_is_refused() {
        assertThatThrownBy(() -> BusinessCalendar.load("empty.yaml", ""))
                .isInstanceOf(InvalidFlow.class)
                .hasMessage("empty.yaml:1: expected keys with values, got none");
    }

    @Test
    void lunch_and_holidays_may_be_left_out() {
        BusinessCalendar calendar =
                BusinessCalendar.load(
                        "test.yaml",
                        CalendarText.PLAIN
                                .replace("lunch: 12:00-13:00\n", "")
                                .replace("holidays:\n  2026-11-26: Thanksgiving Day\n", ""));
        assertThat(calendar.closedFor(LocalDate.of(2026, 11, 26))).isEmpty();
        assertThat(calendar.isOpen(LocalDate.of(2026, 11, 26).atTime(12, 30))).isTrue();
    }
}
