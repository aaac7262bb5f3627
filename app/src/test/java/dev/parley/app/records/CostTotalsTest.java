package dev.parley.app.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.records.CostText.Priced;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import dev.parley.dialog.provider.Use.Unit;
import dev.parley.store.Spending;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CostTotalsTest {
    private static @Nullable Money money(String dollars) {
        return dollars.isEmpty() ? null : Money.of(dollars);
    }

    private static Spending spent(
            String call, String agent, String provider, Unit unit, long amount, String dollars) {
        return new Spending(
                call,
                agent,
                new Use(provider, "m", unit, amount, false),
                money(dollars),
                dollars.isEmpty());
    }

    private final CostTotals totals =
            new CostTotals(
                    List.of(
                            spent("c1", "garage", "ear", Unit.HEARD_MILLIS, 1500, "0.0005"),
                            spent("c1", "garage", "voice", Unit.SPOKEN_CHARACTERS, 80, "0.012"),
                            spent("c2", "other", "voice", Unit.SPOKEN_CHARACTERS, 20, "0.003"),
                            spent("c2", "other", "mind", Unit.OUTPUT_TOKENS, 7, "")));

    @Test
    void calls_are_added_up_by_agent_provider_and_stage() {
        assertThat(totals.text())
                .isEqualTo(
                        """

                        cost of these calls: $0.0155 and what has no price
                          garage                       $0.0125
                          other                        $0.0030 and what has no price
                          ear hears                    $0.0005
                          mind thinks                  $0.0000 and what has no price
                          voice speaks                 $0.0150
                        """);
        assertThat(totals.of("c1")).isEqualTo("$0.0125");
        assertThat(totals.of("c2")).isEqualTo("$0.0030 + ?");
        assertThat(totals.of("c3")).isEqualTo("-");
        assertThat(new CostTotals(List.of()).text()).isEmpty();
    }

    @Test
    void json_has_the_same_sums_and_says_what_is_not_whole() {
        var json = totals.json();
        assertThat(json.at("/usd").decimalValue()).isEqualByComparingTo("0.0155");
        assertThat(json.at("/whole").asBoolean()).isFalse();
        assertThat(json.at("/agents/garage/usd").decimalValue()).isEqualByComparingTo("0.0125");
        assertThat(json.at("/agents/garage/whole").asBoolean()).isTrue();
        assertThat(json.at("/providers/voice/usd").decimalValue()).isEqualByComparingTo("0.015");
        assertThat(json.at("/stages/thinks/whole").asBoolean()).isFalse();
        assertThat(json.at("/calls/c2/usd").decimalValue()).isEqualByComparingTo("0.003");
    }

    @Test
    void what_was_used_is_told_in_words() {
        var uses =
                List.of(
                        new Priced(
                                new Use("ear", "nova", Unit.HEARD_MILLIS, 3240, false),
                                Money.of("0.0004")),
                        new Priced(
                                new Use("mind", "big", Unit.INPUT_TOKENS, 120, false),
                                Money.of("0.0001")),
                        new Priced(new Use("mind", "big", Unit.UNCOUNTED_ANSWERS, 1, false), null));
        assertThat(CostText.total(uses)).isEqualTo("$0.0005 and what has no price");
        assertThat(CostText.parts(uses))
                .isEqualTo(
                        "ear nova 3.2 s heard ($0.0004); mind big 120 tokens in, an answer of"
                                + " unknown length ($0.0001 and what has no price)");
        assertThat(CostText.total(uses.subList(2, 3))).isEqualTo("price unknown");
    }
}
