package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HedgeBudgetTest {
    @Test
    void one_in_twenty_may_be_made_twice() {
        var budget = new HedgeBudget(0.05);
        int spent = 0;
        for (int i = 0; i < 1000; i++) {
            budget.earn();
            spent += budget.spend() ? 1 : 0;
        }
        assertThat(spent).isBetween(49, 50);
    }

    @Test
    void not_more_than_five_are_saved_up() {
        var budget = new HedgeBudget(0.05);
        for (int i = 0; i < 10_000; i++) {
            budget.earn();
        }
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }
        assertThat(spent).isEqualTo(5);
    }

    @Test
    void without_a_share_there_are_none() {
        var budget = new HedgeBudget(0);
        budget.earn();
        assertThat(budget.spend()).isFalse();
    }
}
