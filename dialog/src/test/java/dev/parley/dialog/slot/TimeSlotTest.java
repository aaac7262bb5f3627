package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSlotTest {
    private static final TimeSlot SLOT = new TimeSlot(LocalTime.of(8, 0), LocalTime.of(17, 59), 15);
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);

    private static String read(String words) {
        return SLOT.read(Utterance.of(words), AT).map(value -> value.plain().toString()).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "nine, 09:00",
        "at nine, 09:00",
        "nine o'clock, 09:00",
        "nine o clock, 09:00",
        "nine oclock please, 09:00",
        "nine thirty, 09:30",
        "9:30, 09:30",
        "9:30 am, 09:30",
        "9:00, 09:00",
        "2:05 pm, 14:05",
        "9 30, 09:30",
        "10am, 10:00",
        "half past nine, 09:30",
        "half past two, 14:30",
        "quarter past nine, 09:15",
        "a quarter past nine, 09:15",
        "quarter to nine, 08:45",
        "quarter to ten, 09:45",
        "a quarter to three, 14:45",
        "ten past nine, 09:10",
        "twenty five past nine, 09:25",
        "five minutes past nine, 09:05",
        "ten to ten, 09:50",
        "ten minutes to two, 13:50",
        "nine oh five, 09:05",
        "nine o five, 09:05",
        "nine zero five, 09:05",
        "nine fifteen, 09:15",
        "nine forty five, 09:45",
        "eight, 08:00",
        "seven, 07:00",
        "seven thirty, 07:30",
        "seven in the evening, 19:00",
        "twelve, 12:00",
        "twelve thirty, 12:30",
        "twelve am, 00:00",
        "twelve pm, 12:00",
        "one, 13:00",
        "two, 14:00",
        "two o'clock, 14:00",
        "two p m, 14:00",
        "two pm, 14:00",
        "two p.m., 14:00",
        "nine a m, 09:00",
        "nine a.m., 09:00",
        "at two in the afternoon, 14:00",
        "two thirty in the afternoon, 14:30",
        "three o'clock in the afternoon, 15:00",
        "four forty five, 16:45",
        "five thirty, 17:30",
        "six, 18:00",
        "six am, 06:00",
        "nine in the morning, 09:00",
        "nine pm, 21:00",
        "eleven at night, 23:00",
        "noon, 12:00",
        "at noon, 12:00",
        "midday, 12:00",
        "midnight, 00:00",
        "fourteen thirty, 14:30",
        "fourteen hundred, 14:00",
        "thirteen o'clock, 13:00",
        "twenty two fifteen, 22:15",
        "how about nine thirty, 09:30",
        "how about at nine thirty please, 09:30",
        "around ten, 10:00",
        "i'll take nine thirty, 09:30",
        "nine thirty would be great, 09:30",
        "nine thirty is fine, 09:30",
        "let's say ten fifteen, 10:15",
        "yes nine thirty, 09:30",
        "um nine thirty, 09:30",
    })
    void a_time_is_read(String words, String time) {
        assertThat(read(words)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "thirty",
                "nine seventy",
                "nine sixty",
                "twenty five",
                "nine five",
                "nine thirty five six",
                "past nine",
                "half past",
                "half past thirteen",
                "quarter to",
                "nine to",
                "zero",
                "zero o'clock",
                "am",
                "in the morning",
                "thirteen",
                "fourteen in the morning",
                "nine am pm",
                "nine tuesday",
                "tuesday",
                "nine or ten",
                "between nine and ten",
                "yes",
                "no",
                "the first one",
                "my favourite number is nine",
                "nine lives",
                "please",
                "ninety nine",
                "forty past",
                "half nine oh",
                "oh",
                "nine hundred thirty",
            })
    void anything_else_is_no_time(String words) {
        assertThat(read(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "930, 09:30", "0930, 09:30", "1400, 14:00", "200, 14:00", "0200, 02:00", "1200, 12:00",
        "0000, 00:00", "1230, 12:30", "100, 13:00", "2359, 23:59", "2400, ''", "0960, ''",
        "9, ''", "93, ''", "09300, ''", "'', ''", "9*0, ''",
    })
    void keys_are_hour_and_minute(String keys, String time) {
        var value = SLOT.keyed(keys, AT).map(clock -> clock.plain().toString()).orElse("");
        assertThat(value).isEqualTo(time);
    }

    @Test
    void an_hour_is_the_one_within_the_usual_times() {
        var night = new TimeSlot(LocalTime.of(18, 0), LocalTime.of(23, 0), 30);
        assertThat(night.read(Utterance.of("nine"), AT))
                .contains(new SlotValue.Clock(LocalTime.of(21, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "09:30, nine thirty",
        "09:00, nine o'clock",
        "14:00, two o'clock in the afternoon",
        "14:30, two thirty in the afternoon",
        "12:30, twelve thirty in the afternoon",
        "09:05, five past nine",
        "18:15, six fifteen in the evening",
        "00:30, twelve thirty in the night",
    })
    void a_time_is_spoken_without_the_morning(String time, String words) {
        assertThat(Spoken.time(LocalTime.parse(time))).isEqualTo(words);
    }

    @Test
    void every_quarter_of_the_day_is_understood_as_it_is_spoken() {
        for (int minute = 5 * 60; minute < 24 * 60; minute += 5) {
            var time = LocalTime.of(minute / 60, minute % 60);
            var read = read(Spoken.time(time));
            if (time.getHour() >= 7) {
                assertThat(read).as(Spoken.time(time)).isEqualTo(time.toString());
            }
        }
    }

    @Test
    void a_bare_hour_may_get_its_minutes() {
        assertThat(SLOT.mayGoOn(Utterance.of("at nine"))).isTrue();
        assertThat(SLOT.mayGoOn(Utterance.of("at nine thirty"))).isFalse();
        assertThat(SLOT.mayGoOn(Utterance.of("nine o'clock"))).isFalse();
        assertThat(SLOT.mayGoOn(Utterance.of("at two in the afternoon"))).isFalse();
    }

    @Test
    void a_grid_that_does_not_divide_the_hour_is_refused() {
        assertThatThrownBy(() -> new TimeSlot(LocalTime.MIN, LocalTime.NOON, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 7");
    }
}
