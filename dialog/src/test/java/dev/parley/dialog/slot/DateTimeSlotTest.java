package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateTimeSlotTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final TimeSlot ANY_TIME =
            new TimeSlot(LocalTime.of(8, 0), LocalTime.of(18, 0), 15);
    private static final DateTimeSlot SLOT = new DateTimeSlot(new DateSlot(), ANY_TIME);

    private static Object read(String today, String words) {
        var at = new AskedAt(LocalDate.parse(today).atTime(10, 0), CHICAGO);
        return SLOT.read(Utterance.of(words), at).map(SlotValue::plain).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "tuesday at nine thirty, 2026-11-24T09:30",
        "tuesday nine thirty, 2026-11-24T09:30",
        "nine thirty on tuesday, 2026-11-24T09:30",
        "next tuesday at two in the afternoon, 2026-11-24T14:00",
        "november twenty fourth at nine, 2026-11-24T09:00",
        "november twenty two thirty, 2027-11-20T14:30",
        "the twenty fourth at half past nine, 2026-11-24T09:30",
        "how about tuesday at ten fifteen please, 2026-11-24T10:15",
        "tomorrow at noon, 2026-11-22T12:00",
        "november twenty one ten, ''",
        "tuesday, ''",
        "nine thirty, ''",
        "tuesday at wednesday, ''",
        "tuesday at nine thirty or ten, ''",
        "'', ''",
    })
    void a_day_and_its_time_are_read_in_either_order(String words, String dateTime) {
        assertThat(read("2026-11-21", words)).isEqualTo(dateTime);
    }

    @Test
    void an_hour_that_the_clock_change_leaves_out_is_no_answer() {
        assertThat(read("2027-03-13", "tomorrow at two thirty am")).isEqualTo("");
        assertThat(read("2027-03-13", "tomorrow at three thirty am")).isEqualTo("2027-03-14T03:30");
        assertThat(read("2027-11-06", "tomorrow at one thirty am")).isEqualTo("2027-11-07T01:30");
    }

    @Test
    void keys_are_month_day_hour_and_minute() {
        var at = new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), CHICAGO);
        assertThat(SLOT.keyed("11240930", at))
                .contains(new SlotValue.DayAndClock(LocalDateTime.of(2026, 11, 24, 9, 30)));
        assertThat(SLOT.keyed("1124", at)).isEmpty();
        assertThat(SLOT.spoken(new SlotValue.DayAndClock(LocalDateTime.of(2026, 11, 24, 14, 0))))
                .isEqualTo("tuesday, november twenty fourth, at two o'clock in the afternoon");
    }
}
