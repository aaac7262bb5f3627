package dev.parley.dialog.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowDialogueTest {
    private static final Flow FLOW = SmallFlow.load();

    private final FlowDialogue dialogue = new FlowDialogue(FLOW);

    private List<Act> begin() {
        return dialogue.begin(
                new Opening(
                        "call-1",
                        LocalDateTime.of(2026, 11, 21, 10, 0),
                        ZoneId.of("America/Chicago"),
                        1,
                        Sensitive.of("+12125550147"),
                        "+12125550100",
                        Map.of()));
    }

    private List<Act> hear(String words) {
        return dialogue.hear(Sensitive.of(words));
    }

    private static ToolResult free() {
        return ToolResult.success(Map.of("free", true, "times", List.of("09:30")));
    }

    private static List<String> said(List<Act> acts) {
        return acts.stream()
                .filter(Act.Say.class::isInstance)
                .flatMap(act -> ((Act.Say) act).sentences().stream())
                .toList();
    }

    private static List<Act.CallTool> tools(List<Act> acts) {
        return acts.stream()
                .filter(Act.CallTool.class::isInstance)
                .map(Act.CallTool.class::cast)
                .toList();
    }

    private void reachTheReadBack() {
        begin();
        hear("tuesday");
        dialogue.toolReturned(1, free());
        assertThat(said(hear("blue"))).contains("deep blue on tuesday, november twenty fourth.");
    }

    @Test
    void a_question_tells_what_may_be_answered_to_it() {
        assertThat(begin())
                .filteredOn(Act.Expect.class::isInstance)
                .singleElement()
                .satisfies(act -> {
                    var expectation = ((Act.Expect) act).expectation();
                    assertThat(expectation.name()).isEqualTo("ask_day");
                    assertThat(expectation.maxDigits()).isEqualTo(4);
                    assertThat(expectation.phrases()).contains("tuesday", "go back");
                });
    }

    @Test
    void an_answer_taken_back_is_as_if_it_had_never_been_heard() {
        begin();
        hear("tuesday");
        dialogue.toolReturned(1, free());
        var first = said(hear("blue"));
        assertThat(dialogue.takeBack()).isTrue();
        assertThat(said(hear("blue"))).isEqualTo(first);
        assertThat(dialogue.takeBack()).isTrue();
        assertThat(dialogue.takeBack()).as("only once").isFalse();
    }

    @Test
    void caller_who_begins_anew_after_words_nobody_understood_is_understood() {
        begin();
        var odd = "well my neighbour said that it squeals";
        hear(odd);
        assertThat(dialogue.takeBack()).isTrue();
        assertThat(dialogue.understands(odd + " tuesday")).isFalse();
        assertThat(tools(hear(odd + " tuesday"))).hasSize(1);
    }

    @Test
    void words_taken_back_twice_are_one_beginning() {
        begin();
        hear("well my neighbour");
        assertThat(dialogue.takeBack()).isTrue();
        hear("well my neighbour said that it");
        assertThat(dialogue.takeBack()).isTrue();
        assertThat(tools(hear("well my neighbour said that it tuesday"))).hasSize(1);
    }

    @Test
    void an_answer_that_called_a_tool_is_not_taken_back() {
        begin();
        hear("tuesday");
        assertThat(dialogue.takeBack()).isFalse();
    }

    @Test
    void what_is_said_while_a_tool_runs_answers_the_next_question() {
        begin();
        hear("tuesday");
        assertThat(hear("blue please")).isEmpty();
        assertThat(said(dialogue.toolReturned(1, free())))
                .containsExactly("deep blue on tuesday, november twenty fourth.", "Is that right?");
    }

    @Test
    void a_yes_said_before_the_read_back_confirms_nothing() {
        begin();
        hear("tuesday");
        hear("yes");
        var acts = dialogue.toolReturned(1, free());
        assertThat(tools(acts)).isEmpty();
        assertThat(said(acts)).containsExactly("Which colour?");
    }

    @Test
    void a_result_with_a_wrong_field_counts_as_a_failure() {
        begin();
        hear("tuesday");
        var wrong = ToolResult.success(Map.of("free", "yes", "times", List.of("09:30")));
        assertThat(said(dialogue.toolReturned(1, wrong)))
                .containsExactly("I cannot look that up.", "Goodbye.");
    }

    @Test
    void a_result_with_an_unknown_number_changes_nothing() {
        begin();
        hear("tuesday");
        assertThat(dialogue.toolReturned(2, free())).isEmpty();
        assertThat(dialogue.toolReturned(1, free())).isNotEmpty();
        assertThat(dialogue.toolReturned(1, free())).isEmpty();
    }

    @Test
    void a_confirmed_write_happens_once() {
        reachTheReadBack();
        var acts = hear("yes that's right");
        assertThat(tools(acts))
                .containsExactly(
                        new Act.CallTool(
                                2,
                                "write_down",
                                Map.of("day", "2026-11-24", "colour", "blue"),
                                ""));
        assertThat(hear("yes")).isEmpty();
        assertThat(dialogue.toolReturned(2, ToolResult.success(Map.of())))
                .endsWith(new Act.End("done"));
    }

    @Test
    void a_read_back_that_was_cut_must_be_heard_before_a_yes_counts() {
        reachTheReadBack();
        dialogue.interrupted("deep blue on");
        assertThat(said(hear("yes")))
                .containsExactly(
                        "Once more.",
                        "I have tuesday, november twenty fourth and deep blue.",
                        "Yes or no?");
        assertThat(tools(hear("yes"))).hasSize(1);
    }

    @Test
    void a_repeated_read_back_must_be_heard_too() {
        reachTheReadBack();
        hear("repeat that");
        dialogue.interrupted("deep");
        assertThat(tools(hear("yes"))).isEmpty();
    }

    @Test
    void a_new_value_at_the_read_back_is_looked_up_again() {
        reachTheReadBack();
        assertThat(tools(hear("no wednesday")))
                .containsExactly(
                        new Act.CallTool(2, "look_up", Map.of("day", "2026-11-25"), "One moment."));
    }

    @Test
    void a_question_without_words_for_silence_leaves_it_to_the_conversation() {
        begin();
        assertThat(dialogue.silence(1)).isEmpty();
    }

    @Test
    void values_of_slots_are_noted_as_sensitive() {
        begin();
        assertThat(hear("tuesday"))
                .contains(new Act.Note("slot", Map.of("day", "2026-11-24"), true))
                .contains(new Act.Note("step", Map.of("step", "look"), false));
    }

    @Test
    void a_call_that_may_cost_no_more_goes_where_a_person_is_offered() {
        begin();
        var offered = said(dialogue.wrapUp());
        assertThat(offered).endsWith("Shall we call you back?");
        var other = new FlowDialogue(FLOW);
        assertThat(other.wrapUp()).as("before the call begins").isEmpty();
    }

    @Test
    void a_caller_in_circles_is_offered_a_person() {
        begin();
        for (int day = 1; day < 8; day++) {
            hear("tuesday");
            dialogue.toolReturned(
                    day, ToolResult.success(Map.of("free", false, "times", List.of())));
        }
        hear("tuesday");
        var acts =
                dialogue.toolReturned(
                        8, ToolResult.success(Map.of("free", false, "times", List.of())));
        assertThat(said(acts)).endsWith("Shall we call you back?");
    }

    @ParameterizedTest
    @CsvSource({
        "'', OPEN",
        "my cat, OPEN",
        "how about, PARTIAL",
        "next, PARTIAL",
        "november, PARTIAL",
        "november twenty, PARTIAL",
        "november twenty fourth, COMPLETE",
        "tuesday, COMPLETE",
        "the day after, PARTIAL",
        "go, PARTIAL",
        "go back, COMPLETE",
    })
    void an_answer_is_complete_when_nothing_is_missing(String words, Completeness completeness) {
        begin();
        assertThat(dialogue.completeness(words)).isEqualTo(completeness);
    }

    @Test
    void a_no_at_the_read_back_may_go_on_with_the_better_value() {
        reachTheReadBack();
        assertThat(dialogue.completeness("no")).isEqualTo(Completeness.PARTIAL);
        assertThat(dialogue.completeness("no tuesday")).isEqualTo(Completeness.COMPLETE);
        assertThat(dialogue.completeness("yes")).isEqualTo(Completeness.COMPLETE);
    }
}
