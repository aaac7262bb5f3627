package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Years and days of birth.
class YearSlotTest {
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);
    private static final YearSlot YEAR = new YearSlot(1950);
    private static final BirthDateSlot BIRTH = new BirthDateSlot();

    private static String read(SlotType slot, String words) {
        return slot.read(Utterance.of(words), AT).map(value -> value.plain().toString()).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "twenty nineteen, 2019",
        "two thousand nineteen, 2019",
        "two thousand and nineteen, 2019",
        "nineteen, 2019",
        "it's a twenty nineteen, 2019",
        "2019, 2019",
        "two zero one nine, 2019",
        "two thousand five, 2005",
        "twenty oh five, 2005",
        "oh five, 2005",
        "two thousand, 2000",
        "nineteen ninety eight, 1998",
        "ninety eight, 1998",
        "nineteen fifty, 1950",
        "twenty twenty, 2020",
        "twenty, 2020",
        "twenty seven, 2027",
        "twenty twenty seven, 2027",
        "twenty twenty eight, ''",
        "twenty eight, ''",
        "nineteen forty nine, ''",
        "forty nine, ''",
        "five, ''",
        "nineteen hundred, ''",
        "no idea, ''",
        "twenty nineteen honda, ''",
        "'', ''",
    })
    void a_year_is_read(String words, String year) {
        assertThat(read(YEAR, words)).isEqualTo(year);
    }

    @Test
    void every_year_is_understood_as_it_is_spoken() {
        for (int year = 1950; year <= 2027; year++) {
            var value = new SlotValue.Year(year);
            assertThat(YEAR.read(Utterance.of(YEAR.spoken(value)), AT)).contains(value);
        }
    }

    @ParameterizedTest
    @CsvSource({"2019, 2019", "19, 2019", "98, 1998", "1949, ''", "2, ''", "219, ''", "2*19, ''"})
    void a_year_is_typed_with_four_keys_or_two(String keys, String year) {
        var value = YEAR.keyed(keys, AT).map(each -> each.plain().toString()).orElse("");
        assertThat(value).isEqualTo(year);
    }

    @Test
    void the_beginning_of_a_year_may_go_on() {
        assertThat(YEAR.mayGoOn(Utterance.of("nineteen"))).isTrue();
        assertThat(YEAR.mayGoOn(Utterance.of("nineteen eighty"))).isTrue();
        assertThat(YEAR.mayGoOn(Utterance.of("two thousand"))).isTrue();
        assertThat(YEAR.mayGoOn(Utterance.of("twenty nineteen"))).isTrue();
        assertThat(YEAR.mayGoOn(Utterance.of("two thousand five"))).isFalse();
    }

    @Test
    void an_earliest_year_that_makes_two_digits_mean_two_years_is_refused() {
        assertThatThrownBy(() -> new YearSlot(1910)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "march fifth nineteen eighty two, 1982-03-05",
        "march the fifth nineteen eighty two, 1982-03-05",
        "march five nineteen eighty two, 1982-03-05",
        "the fifth of march nineteen eighty two, 1982-03-05",
        "i was born on march fifth nineteen eighty two, 1982-03-05",
        "march fifth eighty two, 1982-03-05",
        "march twenty fifth twenty ten, 2010-03-25",
        "march twentieth two thousand ten, 2010-03-20",
        "march twenty five nineteen eighty two, 1982-03-25",
        "three five eighty two, 1982-03-05",
        "march fifth two thousand one, 2001-03-05",
        "march fifth oh one, 2001-03-05",
        "march fifth twenty six, 2026-03-05",
        "december fifth twenty six, ''",
        "december first twenty seven, 1927-12-01",
        "february thirtieth nineteen eighty two, ''",
        "february twenty ninth nineteen eighty four, 1984-02-29",
        "march fifth, ''",
        "nineteen eighty two, ''",
        "march fifth eighteen eighty two, ''",
        "my birthday is a secret, ''",
        "'', ''",
    })
    void a_day_of_birth_is_read(String words, String date) {
        assertThat(read(BIRTH, words)).isEqualTo(date);
    }

    @Test
    void days_of_birth_are_understood_as_they_are_spoken() {
        for (var date = LocalDate.of(1930, 1, 1);
                date.isBefore(AT.today());
                date = date.plusDays(37)) {
            var value = new SlotValue.Day(date);
            assertThat(BIRTH.read(Utterance.of(BIRTH.spoken(value)), AT)).contains(value);
        }
    }

    @ParameterizedTest
    @CsvSource({"03051982, 1982-03-05", "02301982, ''", "01012030, ''", "0305, ''", "01011850, ''"})
    void a_day_of_birth_is_typed_with_eight_keys(String keys, String date) {
        var value = BIRTH.keyed(keys, AT).map(each -> each.plain().toString()).orElse("");
        assertThat(value).isEqualTo(date);
    }
}
