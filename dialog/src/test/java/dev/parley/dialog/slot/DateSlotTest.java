package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateSlotTest {
    private static final DateSlot SLOT = new DateSlot();

    /// A saturday.
    private static final String TODAY = "2026-11-21";

    private static String read(String today, String words) {
        return SLOT.read(Utterance.of(words), at(today))
                .map(value -> value.plain().toString())
                .orElse("");
    }

    private static AskedAt at(String today) {
        return new AskedAt(LocalDate.parse(today).atTime(10, 0), ZoneId.of("America/Chicago"));
    }

    @ParameterizedTest
    @CsvSource({
        "today, 2026-11-21",
        "tomorrow, 2026-11-22",
        "tomorrow please, 2026-11-22",
        "the day after tomorrow, 2026-11-23",
        "day after tomorrow, 2026-11-23",
        "monday, 2026-11-23",
        "tuesday, 2026-11-24",
        "the tuesday, 2026-11-24",
        "on tuesday, 2026-11-24",
        "how about friday, 2026-11-27",
        "what about wednesday then, 2026-11-25",
        "next tuesday, 2026-11-24",
        "next week tuesday, 2026-11-24",
        "next week on friday, 2026-11-27",
        "tuesday next week, 2026-11-24",
        "this sunday, 2026-11-22",
        "saturday, 2026-11-28",
        "this saturday, 2026-11-21",
        "next saturday, 2026-11-28",
        "the twenty fourth, 2026-11-24",
        "twenty fourth, 2026-11-24",
        "sixteenth, 2026-12-16",
        "the sixteenth, 2026-12-16",
        "the twenty first, 2026-11-21",
        "the thirty first, 2026-12-31",
        "november twenty fourth, 2026-11-24",
        "november the twenty fourth, 2026-11-24",
        "november twenty four, 2026-11-24",
        "november 24th, 2026-11-24",
        "the twenty fourth of november, 2026-11-24",
        "twenty fourth november, 2026-11-24",
        "on the twenty fourth of november please, 2026-11-24",
        "december first, 2026-12-01",
        "december thirty first, 2026-12-31",
        "november twentieth, 2027-11-20",
        "january fifth, 2027-01-05",
        "january fifth twenty twenty seven, 2027-01-05",
        "tuesday the twenty fourth, 2026-11-24",
        "tuesday november twenty fourth, 2026-11-24",
        "tuesday the twenty fourth of november, 2026-11-24",
        "wednesday the twenty fourth, 2027-02-24",
        "in two days, 2026-11-23",
        "in a week, 2026-11-28",
        "in two weeks, 2026-12-05",
        "as soon as possible, 2026-11-21",
        "the first free day, 2026-11-21",
        "i would like tuesday please, 2026-11-24",
        "can we do monday, 2026-11-23",
        "let's say monday, 2026-11-23",
        "um tuesday, 2026-11-24",
        "yes tuesday, 2026-11-24",
        "tuesday would be good, 2026-11-24",
        "tuesday works for me, 2026-11-24",
        "Tuesday., 2026-11-24",
    })
    void a_day_is_read_from_a_saturday(String words, String date) {
        assertThat(read(TODAY, words)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, tuesday, 2026-12-01",
        "2026-11-24, this tuesday, 2026-11-24",
        "2026-11-24, next tuesday, 2026-12-01",
        "2026-11-23, next tuesday, 2026-12-01",
        "2026-11-23, tuesday, 2026-11-24",
        "2026-11-23, next week on tuesday, 2026-12-01",
        "2026-11-23, tuesday next week, 2026-12-01",
        "2026-11-22, next tuesday, 2026-11-24",
        "2026-11-22, next sunday, 2026-11-29",
        "2026-12-31, tomorrow, 2027-01-01",
        "2026-12-31, january first, 2027-01-01",
        "2027-01-31, the thirtieth, 2027-03-30",
        "2027-01-31, the thirty first, 2027-01-31",
        "2028-02-10, february twenty ninth, 2028-02-29",
        "2028-02-28, tomorrow, 2028-02-29",
        "2028-02-29, the twenty ninth, 2028-02-29",
        "2027-02-28, tomorrow, 2027-03-01",
        "2027-03-13, tomorrow, 2027-03-14",
        "2027-11-06, the day after tomorrow, 2027-11-08",
        "2027-03-13, sunday, 2027-03-14",
    })
    void a_day_depends_on_today_alone(String today, String words, String date) {
        assertThat(read(today, words)).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "february thirtieth",
                "february twenty ninth",
                "november thirty first",
                "june thirty first",
                "tuesday the twenty fifth of november",
                "wednesday november twenty fourth",
                "november",
                "next",
                "the",
                "twenty",
                "ordinary",
                "november thirty two",
                "november zero",
                "five december",
                "november six tuesday",
                "tuesday wednesday",
                "tuesday or wednesday",
                "not",
                "no",
                "yes",
                "",
                "please",
                "in two",
                "in zero days",
                "next november",
                "yesterday",
                "the weather is nice",
                "i would like a pizza",
                "my car makes a noise on monday mornings",
                "tuesday at nine thirty",
                "can you tell me the way to the station",
                "monday monday",
                "the first one",
            })
    void anything_else_is_no_day(String words) {
        assertThat(read(TODAY, words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1124, 2026-11-24",
        "1121, 2026-11-21",
        "1120, 2027-11-20",
        "0105, 2027-01-05",
        "0230, ''",
        "1301, ''",
        "0000, ''",
        "24, ''",
        "11244, ''",
        "11a4, ''",
        "'', ''",
    })
    void keys_are_month_and_day(String keys, String date) {
        var value = SLOT.keyed(keys, at(TODAY)).map(day -> day.plain().toString()).orElse("");
        assertThat(value).isEqualTo(date);
    }

    @Test
    void a_day_is_spoken_with_its_weekday() {
        var day = new SlotValue.Day(LocalDate.of(2026, 11, 24));
        assertThat(SLOT.spoken(day)).isEqualTo("tuesday, november twenty fourth");
    }

    @Test
    void every_day_of_two_years_is_understood_as_it_is_spoken() {
        var today = LocalDate.of(2027, 6, 1);
        for (int ahead = 0; ahead < 364; ahead++) {
            var date = today.plusDays(ahead);
            assertThat(read(today.toString(), Spoken.date(date))).isEqualTo(date.toString());
        }
    }

    @Test
    void a_bare_twenty_may_go_on() {
        assertThat(SLOT.mayGoOn(Utterance.of("november twenty"))).isTrue();
        assertThat(SLOT.mayGoOn(Utterance.of("november twenty fourth"))).isFalse();
    }

    @Test
    void day_without_a_month_may_still_get_one() {
        assertThat(SLOT.mayGoOn(Utterance.of("on the fourth"))).isTrue();
        assertThat(SLOT.mayGoOn(Utterance.of("the twenty first"))).isTrue();
        assertThat(SLOT.mayGoOn(Utterance.of("december the fourth"))).isFalse();
        assertThat(SLOT.mayGoOn(Utterance.of("friday the fourth"))).isFalse();
        assertThat(SLOT.mayGoOn(Utterance.of("the fourth of december"))).isFalse();
        assertThat(SLOT.mayGoOn(Utterance.of("next tuesday"))).isFalse();
    }
}
