package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Line;
import dev.parley.dialog.Act;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A budget is spent while something else happens. Part of the table of `docs/turns.md`.
class BudgetRacesTest {
    private static final String GOODBYE = Phrases.english().drainGoodbye();

    private final Partner partner = new Partner();

    @Race(
            happens = "a budget is spent",
            during = "the agent talks",
            decision = "the reply is said whole, then a goodbye")
    @Test
    void agent_finishes_its_sentence_before_the_budget_ends_the_call() {
        partner.answers(Act.Say.of("We are open from nine.", "Which day?"));
        var scene = new Scene(partner).at(1000).sentencePlayed(1, 0);
        scene.at(1200).on(new Line.BudgetSpent("call"));
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.with("speak 2")).isEmpty();
        scene.at(2000).sentencePlayed(1, 1).played(1);
        assertThat(scene.with("speak 2")).containsExactly("2000 speak 2.0 " + GOODBYE);
        scene.at(5000).played(2);
        assertThat(scene.effects.getLast()).isEqualTo("5000 hang up OVER_BUDGET");
    }

    @Race(
            happens = "a budget is spent",
            during = "the caller speaks",
            decision = "the turn is heard and answered, then a goodbye")
    @Test
    void caller_is_answered_before_the_budget_ends_the_call() {
        partner.answers().answers(Act.Say.of("At nine."));
        var scene = new Scene(partner).at(1000).starts(1).at(1500);
        scene.on(new Line.BudgetSpent("day")).at(2000).stops(1).at(3000);
        scene.understood(1, "when do you open");
        assertThat(partner.told).containsExactly("begin", "hear when do you open");
        assertThat(scene.with("speak 1")).containsExactly("3000 speak 1.0 At nine.");
        scene.at(4000).sentencePlayed(1, 0).played(1);
        assertThat(scene.with("speak 2")).containsExactly("4000 speak 2.0 " + GOODBYE);
    }

    @Race(
            happens = "a budget is spent",
            during = "a tool runs",
            decision = "its result is told, then a goodbye")
    @Test
    void result_of_a_tool_is_told_before_the_budget_ends_the_call() {
        partner.answers(new Act.CallTool(1, "book", Map.of(), ""))
                .answers(Act.Say.of("You are booked."));
        var scene = new Scene(partner).at(500).on(new Line.BudgetSpent("call")).at(900);
        assertThat(scene.with("speak")).isEmpty();
        scene.toolReturns(1);
        assertThat(scene.with("speak")).containsExactly("900 speak 1.0 You are booked.");
        scene.at(2000).sentencePlayed(1, 0).played(1);
        assertThat(scene.with("speak 2")).containsExactly("2000 speak 2.0 " + GOODBYE);
    }

    @Race(
            happens = "a budget is spent",
            during = "nobody talks",
            decision = "the goodbye is said at once, and once for all budgets")
    @Test
    void spent_budgets_end_a_silent_call_once() {
        var scene = new Scene(partner).at(500).on(new Line.BudgetSpent("call"));
        scene.on(new Line.BudgetSpent("day"));
        assertThat(scene.with("speak")).containsExactly("500 speak 1.0 " + GOODBYE);
        assertThat(scene.with("noted"))
                .containsExactly(
                        "500 noted budget-spent {budget=call}",
                        "500 noted budget-spent {budget=day}");
        scene.at(3000).played(1);
        assertThat(scene.effects.getLast()).isEqualTo("3000 hang up OVER_BUDGET");
    }

    @Race(
            happens = "a budget is spent",
            during = "the agent says goodbye",
            decision = "noted; the reason of the end stays")
    @Test
    void budget_spent_during_the_goodbye_changes_nothing() {
        partner.answers(Act.Say.of("Goodbye."), new Act.End("booked"));
        var scene = new Scene(partner).at(500).on(new Line.BudgetSpent("call"));
        scene.at(2000).sentencePlayed(1, 0).played(1);
        assertThat(scene.with("speak")).containsExactly("0 speak 1.0 Goodbye.");
        assertThat(scene.effects.getLast()).isEqualTo("2000 hang up COMPLETED");
    }

    @Race(
            happens = "a budget is spent",
            during = "the dialogue has an end of its own",
            decision = "it leads there, for four turns at most")
    @Test
    void dialogue_may_end_the_call_its_own_way_within_four_turns() {
        partner.ending = List.of(Act.Say.of("Shall we call you back?"));
        partner.answers();
        var scene = new Scene(partner).at(500).on(new Line.BudgetSpent("call"));
        assertThat(scene.with("speak")).containsExactly("500 speak 1.0 Shall we call you back?");
        scene.at(1000).sentencePlayed(1, 0).played(1);
        for (int turn = 1; turn <= BudgetEnd.TURNS; turn++) {
            assertThat(scene.with(GOODBYE)).isEmpty();
            scene.at(5000L * turn).says(turn, "hm " + turn);
        }
        assertThat(scene.with(GOODBYE)).hasSize(1);
        assertThat(partner.told).containsOnlyOnce("wrap up");
    }

    @Test
    void budget_that_is_nearly_spent_is_noted_and_ends_nothing() {
        var scene = new Scene(partner).at(500).on(new Line.BudgetNear("call")).at(5000);
        assertThat(scene.effects).contains("500 noted budget-near {budget=call}");
        assertThat(scene.with("speak")).isEmpty();
    }
}
