package dev.parley.dialog.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactRuleTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Map<String, Object> FACTS =
            Map.of(
                    "task", "book",
                    "day", "2026-11-24",
                    "price", Map.of("from", 90, "sizes", List.of("s", "m")));

    private static boolean holds(String rule) {
        return FactRule.parse(rule).holds(FACTS, TODAY);
    }

    @Test
    void facts_are_looked_at_as_in_a_flow() {
        assertThat(holds("task == 'book' and price.from < 100")).isTrue();
        assertThat(holds("known(price.from) and not known(price.to)")).isTrue();
        assertThat(holds("count(price.sizes) == 2 and first(price.sizes) == 's'")).isTrue();
        assertThat(holds("today() < day")).isTrue();
        assertThat(holds("task == 'ask' or known(nothing)")).isFalse();
    }

    @Test
    void facts_of_odd_types_break_nothing() {
        for (var rule : List.of("price < 3", "task.from == 'x'", "count(task) == 1", "day")) {
            assertThat(holds(rule)).as(rule).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "task == | expected a value",
                "proven(customer) | proven(…) is for steps of a flow",
                "near(times, task) == task | near(…) is for steps of a flow"
            })
    void rule_that_is_none_is_refused_with_what_was_expected(String rule, String reason) {
        assertThatThrownBy(() -> FactRule.parse(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void rule_on_facts_of_a_flow_has_its_types() {
        var flow = IdentityFlow.load();
        assertThat(FactRule.parse("known(nobody)").trouble(flow).orElseThrow())
                .contains("unknown variable \"nobody\"");
        assertThat(FactRule.parse("answer == '1'").trouble(flow).orElseThrow())
                .contains("\"answer\" is never told");
        assertThat(FactRule.parse("known(caller)").trouble(flow).orElseThrow())
                .contains("\"caller\" is never told");
        assertThat(FactRule.parse("colour == 3").trouble(SmallFlow.load()).orElseThrow())
                .contains("cannot compare");
        assertThat(FactRule.parse("colour == 'red'").trouble(SmallFlow.load())).isEmpty();
    }
}
