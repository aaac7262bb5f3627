package dev.parley.call.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import dev.parley.dialog.provider.Use.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Prices here are made up.
final class PriceTableTest {
    private static final PriceTable TABLE =
            PriceTable.parse(
                    """
                    # made up
                    date 2026-11-22
                    source https://vendor.example/pricing
                    ear nova-3   heard-minutes 0.0077
                    mind big*    input-tokens  2
                    mind big-old input-tokens  3   # an exact name goes before
                    mind big-n*  input-tokens  4
                    mind big*    output-tokens 0.3
                    voice *      characters    15
                    """);

    private static Use use(String provider, String model, Unit unit, long amount) {
        return new Use(provider, model, unit, amount, false);
    }

    @ParameterizedTest
    @CsvSource({
        "ear, nova-3, HEARD_MILLIS, 60000, 0.0077",
        "ear, nova-3, HEARD_MILLIS, 1, 0.000000128333",
        "mind, big-old, INPUT_TOKENS, 1000000, 3",
        "mind, big-new, INPUT_TOKENS, 1000000, 4",
        "mind, big, INPUT_TOKENS, 1, 0.000002",
        "mind, big, OUTPUT_TOKENS, 1, 0.0000003",
        "voice, anna, SPOKEN_CHARACTERS, 100, 0.0015",
    })
    void what_is_used_costs_what_the_table_says(
            String provider, String model, Unit unit, long amount, String dollars) {
        assertThat(TABLE.of(use(provider, model, unit, amount))).contains(Money.of(dollars));
    }

    @ParameterizedTest
    @CsvSource({
        "ear, nova-4, HEARD_MILLIS",
        "nobody, nova-3, HEARD_MILLIS",
        "mind, big, CACHED_TOKENS",
        "mind, small, INPUT_TOKENS",
        "mind, big, UNCOUNTED_ANSWERS",
    })
    void what_has_no_price_is_not_guessed(String provider, String model, Unit unit) {
        assertThat(TABLE.of(use(provider, model, unit, 5))).isEmpty();
    }

    @Test
    void what_runs_on_this_machine_costs_nothing_unless_it_is_priced() {
        assertThat(TABLE.of(new Use("vosk", "", Unit.HEARD_MILLIS, 5, true))).contains(Money.ZERO);
        assertThat(TABLE.of(new Use("voice", "own", Unit.SPOKEN_CHARACTERS, 100, true)))
                .contains(Money.of("0.0015"));
    }

    @Test
    void an_operators_own_prices_override_and_add() {
        var own =
                PriceTable.parse(
                        """
                        date 2026-12-01
                        ear nova-3 heard-minutes 0.005
                        mind big* cached-tokens 1
                        """);
        var both = own.before(TABLE);
        assertThat(both.of(use("ear", "nova-3", Unit.HEARD_MILLIS, 60_000)))
                .contains(Money.of("0.005"));
        assertThat(both.of(use("mind", "big", Unit.CACHED_TOKENS, 1_000_000)))
                .contains(Money.of("1"));
        assertThat(both.of(use("voice", "anna", Unit.SPOKEN_CHARACTERS, 1_000_000)))
                .contains(Money.of("15"));
    }

    @Test
    void millions_of_small_uses_add_up_exactly() {
        var sum = Money.ZERO;
        for (int i = 0; i < 10_000; i++) {
            sum = sum.plus(TABLE.of(use("mind", "big", Unit.OUTPUT_TOKENS, 1)).orElseThrow());
        }
        assertThat(sum).isEqualTo(Money.of("0.003"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ear nova-3 heard-minutes 1 | line 1: expected a line \"date",
                "date yesterday | expected a date such as 2026-11-22",
                "date 2026-11-22;ear nova-3 hours 1 | line 2: expected input-tokens",
                "date 2026-11-22;ear nova-3 heard-minutes -1 | line 2: expected dollars",
                "date 2026-11-22;ear nova-3 heard-minutes 1e3 | expected dollars such as 0.25",
                "date 2026-11-22;ear nova-3 heard-minutes | expected PROVIDER MODEL UNIT DOLLARS",
                "price 2026-11-22 | expected PROVIDER MODEL UNIT DOLLARS",
                "nonsense | expected PROVIDER MODEL UNIT DOLLARS",
            })
    void a_wrong_line_is_named(String text, String message) {
        assertThatThrownBy(() -> PriceTable.parse(text.replace(';', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void the_table_of_this_build_can_be_read() {
        assertThat(PriceTable.shipped().of(new Use("vosk", "", Unit.HEARD_MILLIS, 5, true)))
                .contains(Money.ZERO);
    }

    @Test
    void small_amounts_are_told_as_such() {
        assertThat(Money.of("0.00001")).hasToString("less than $0.0001");
        assertThat(Money.of("0.0123")).hasToString("$0.0123");
        assertThat(Money.of("12.345")).hasToString("$12.35");
        assertThat(Money.ZERO).hasToString("$0.0000");
    }
}
