package dev.parley.dialog.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedValuesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final NamedValues ENGLISH = new NamedValues(SpokenLanguage.ENGLISH);
    private static final NamedValues GERMAN = new NamedValues(SpokenLanguage.GERMAN);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    It costs $1,200.                            | money 1200
                    It costs 1200 dollars.                      | money 1200
                    It costs twelve hundred dollars.            | money 1200
                    It costs one thousand two hundred dollars.  | money 1200
                    It costs one thousand two hundred and five dollars. | money 1205
                    It costs USD 1,200.00 today.                | money 1200
                    It costs 1.2k dollars.                      | money 1200
                    It costs $1.2 million.                      | money 1200000
                    It costs a hundred bucks.                   | money 100
                    It costs twenty-five euros and fifty cents. | money 25.5
                    It costs **$5.05** only.                    | money 5.05
                    It costs twelve fifty dollars.              | money 1250/12.5
                    It costs ninety nine cents.                 | money 0.99
                    It is 5 pounds per square inch.             | figure 5
                    It is £5.                                   | money 5
                    It is 20% off, twenty percent.              | percent 20, percent 20
                    There are 3 or three.                       | figure 3, figure 3
                    Is 2 + 2 four?                              | figure 2, figure 2, figure 4
                    On November 24th.                           | day 11-24
                    On Nov. 24, 2026.                           | day 11-24 2026
                    On the twenty fourth of November.           | day 11-24
                    On November twenty-fourth, twenty twenty-six. | day 11-24 2026
                    On 24 November 2026 at 9.                   | day 11-24 2026, figure 9
                    On 2026-11-24.                              | day 11-24 2026
                    On 11/24/2026.                              | day 11-24 2026
                    On the fifth.                               | ''
                    Come tomorrow.                              | day 11-22 2026
                    The day after tomorrow.                     | day 11-23 2026
                    Nothing here.                               | ''
                    """)
    void english_values_are_found_whatever_the_wording(String text, String expected) {
        assertThat(found(ENGLISH, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Das kostet 1.200 €.                         | money 1200
                    Das kostet 1.200,50 Euro.                   | money 1200.5
                    Das kostet zwölfhundert Euro.               | money 1200
                    Das kostet eintausendzweihundert Euro.      | money 1200
                    Das kostet eintausendzweihundertfünfzig Euro. | money 1250
                    Das kostet fünfundzwanzig Euro fünfzig.     | money 25.5
                    Das kostet drei Euro und fünfzig Cent.      | money 3.5
                    Das kostet zwei Millionen Euro.             | money 2000000
                    Das kostet hundert Euro.                    | money 100
                    Das kostet zweihundertfünfzigtausend Euro.  | money 250000
                    Das sind zehn Prozent.                      | percent 10
                    Am 24. November.                            | day 11-24
                    Am 24.11.2026 um 9.                         | day 11-24 2026, figure 9
                    Am 24.11. passt es.                         | day 11-24
                    Am vierundzwanzigsten November zweitausendsechsundzwanzig. | day 11-24 2026
                    Kommen Sie morgen.                          | day 11-22 2026
                    Guten Morgen.                               | ''
                    Übermorgen geht es.                         | day 11-23 2026
                    """)
    void german_values_are_found_whatever_the_wording(String text, String expected) {
        assertThat(found(GERMAN, text)).isEqualTo(expected);
    }

    private static String found(NamedValues values, String text) {
        return values.in(text, TODAY).stream()
                .map(NamedValuesTest::word)
                .collect(Collectors.joining(", "));
    }

    private static String word(NamedValue value) {
        return switch (value) {
            case NamedValue.Money money -> "money " + readings(money);
            case NamedValue.Percent percent -> "percent " + readings(percent);
            case NamedValue.Figure figure -> "figure " + readings(figure);
            case NamedValue.Day(var day, var year) ->
                    "day " + day.toString().substring(2) + year.map(y -> " " + y).orElse("");
        };
    }

    private static String readings(NamedValue.Amount amount) {
        return amount.readings().stream()
                .map(BigDecimal::stripTrailingZeros)
                .map(BigDecimal::toPlainString)
                .collect(Collectors.joining("/"));
    }

    @Test
    void an_amount_is_the_same_in_figures_and_as_a_voice_says_it() {
        var random = new SplittableRandom(1);
        var english = new Speakable(SpokenLanguage.ENGLISH, Lexicon.NONE);
        var german = new Speakable(SpokenLanguage.GERMAN, Lexicon.NONE);
        for (int round = 0; round < 3_000; round++) {
            int whole = random.nextInt(1 << (1 + random.nextInt(22)));
            int cents = random.nextBoolean() ? 0 : random.nextInt(100);
            var part = cents == 0 ? "" : cents < 10 ? "0" + cents : "" + cents;
            var dollars = "$" + whole + (part.isEmpty() ? "" : "." + part);
            assertThat(found(ENGLISH, english.speak(dollars).spoken()))
                    .as(dollars)
                    .isEqualTo(found(ENGLISH, dollars));
            var euros = whole + (part.isEmpty() ? "" : "," + part) + " €";
            assertThat(found(GERMAN, german.speak(euros).spoken()))
                    .as(euros)
                    .isEqualTo(found(GERMAN, euros));
        }
    }

    @Test
    void any_text_is_read_without_a_mistake() {
        var random = new SplittableRandom(2);
        var parts =
                List.of(
                        "one",
                        "hundred",
                        "and",
                        "thousand",
                        "$",
                        "12",
                        "1,2",
                        "99/99/2026",
                        "2026-13-99",
                        "31.2.",
                        "May",
                        "first",
                        "of",
                        "%",
                        "cents",
                        "million",
                        ".",
                        ",",
                        "ein",
                        "tausend",
                        "Februar",
                        "30",
                        "😀",
                        "\ud83d",
                        "the",
                        "euros",
                        "a");
        for (int round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                text.append(parts.get(random.nextInt(parts.size())))
                        .append(random.nextBoolean() ? " " : "");
            }
            assertThat(ENGLISH.in(text.toString(), TODAY)).isNotNull();
            assertThat(GERMAN.in(text.toString(), TODAY)).isNotNull();
        }
    }
}
