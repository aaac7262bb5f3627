package dev.parley.dialog.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.slot.SlotValue;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Values VALUES =
            new Values(
                    Map.of(
                            "time",
                            new SlotValue.Clock(LocalTime.of(9, 30)),
                            "day",
                            new SlotValue.Day(LocalDate.of(2026, 11, 24)),
                            "empty",
                            "",
                            "yes",
                            new SlotValue.Answer(true),
                            "free",
                            Map.of(
                                    "open",
                                    true,
                                    "slots",
                                    List.of("15:00", "08:00", "08:30", "14:00")),
                            "price",
                            Map.of("from", 40, "to", 80L)),
                    LocalDate.of(2026, 11, 21));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "true|true",
                "not true|false",
                "free.open|true",
                "free.open and yes|true",
                "not free.open or yes|true",
                "not (free.open or yes)|false",
                "known(time)|true",
                "known(nothing)|false",
                "known(empty)|false",
                "known(free.slots)|true",
                "known(free.nothing)|false",
                "time == '09:30'|true",
                "time != '09:30'|false",
                "time in free.slots|false",
                "'14:00' in free.slots|true",
                "count(free.slots) == 4|true",
                "count(free.slots) > 3|true",
                "count(free.slots) < 4|false",
                "price.from < price.to|true",
                "price.to == 80|true",
                "day > today()|true",
                "day == '2026-11-24' and time == '09:30'|true",
                "first(free.slots)|15:00",
                "offer(free.slots)|[08:00, 14:00]",
                "near(free.slots, time)|[08:00, 08:30]",
                "today()|2026-11-21",
            })
    void an_expression_has_its_value(String source, String value) {
        assertThat(String.valueOf(VALUES.of(ExpressionParser.parse(source)))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "and",
                "a b",
                "a ==",
                "(a",
                "a)",
                "a.",
                "a..b",
                "known()",
                "known(a, b)",
                "foo(a)",
                "a = b",
                "a; b",
                "'open",
                "a + b",
                "not",
                "a.b.",
                "1a",
                "System.exit(0)",
                "((((((((((((((((((((((a))))))))))))))))))))))",
            })
    void anything_else_is_refused(String source) {
        assertThatThrownBy(() -> ExpressionParser.parse(source))
                .isInstanceOf(ExpressionParser.Mistake.class);
    }
}
