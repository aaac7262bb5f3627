package dev.parley.dialog.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.InvalidFlow;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nothing that needs to know who the caller is runs before they proved it, and no flow loads in
/// which it could.
class FlowIdentityTest {
    private static final String UNPROVEN =
            "step \"tell\" can call \"tell\", which needs the caller's identity, without a passed"
                    + " check of file.person before";

    private static final String LOOK_AGAIN =
            """
              other:
                call: find
                with: {code: code}
                as: file
                go: tell
                errors: {other: goodbye}
            """;

    private final FlowDialogue dialogue = new FlowDialogue(IdentityFlow.load());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "go: ask_answer|go: tell",
                "{when: checked.right, to: tell}|{when: not checked.right, to: tell}",
                "  - ask_answer|  - tell",
                "other: goodbye|other: tell",
            })
    void a_way_around_the_check_is_refused_at_load(String right, String wrong) {
        refused(IdentityFlow.YAML.replace(right, wrong), UNPROVEN);
    }

    @Test
    void a_proof_is_lost_when_another_person_is_looked_for() {
        refused(
                IdentityFlow.YAML
                        .replace(
                                "{when: checked.right, to: tell}",
                                "{when: checked.right, to: other}")
                        .replace("  ask_answer:", LOOK_AGAIN + "  ask_answer:"),
                UNPROVEN);
    }

    @Test
    void a_proof_of_one_person_does_not_serve_another() {
        refused(
                IdentityFlow.YAML.replace(
                        "with: {person: file.person}", "with: {person: file_of.person}"),
                "without a passed check of file_of.person before");
    }

    @Test
    void a_caller_cannot_name_whom_they_are_by_an_answer() {
        refused(
                IdentityFlow.YAML.replace("with: {person: file.person}", "with: {person: code}"),
                "\"person\" must be a value that a tool returned, as it is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if: right|if: rihgt|\"if\" must be a flag among what it returns, got \"rihgt\"",
                "of: person|of: preson|unknown argument of check \"preson\"; did you mean \"person\"?",
                "needs: identity|needs: trust|\"needs\" must be identity, and only one of needs and proves, got \"trust\"",
            })
    void a_wrong_mark_of_a_tool_is_named(String right, String wrong, String reason) {
        refused(IdentityFlow.YAML.replace(right, wrong), reason);
    }

    @Test
    void the_tool_runs_after_a_right_answer_and_again_while_the_proof_holds() {
        assertThat(toTheAnswer("1234", true)).isEqualTo("tell");
        var told = dialogue.toolReturned(3, secret("7"));
        assertThat(said(told))
                .containsExactly("It is blue.", "Once more?", "Please press one or two.");
        assertThat(tool(dialogue.hear(Sensitive.of("yes")))).isEqualTo("tell");
    }

    @Test
    void the_tool_does_not_run_after_a_wrong_answer() {
        assertThat(toTheAnswer("4321", false)).isEmpty();
    }

    @Test
    void a_result_about_another_person_is_taken_for_a_failure() {
        toTheAnswer("1234", true);
        assertThat(said(dialogue.toolReturned(3, secret("8")))).containsExactly("Goodbye.");
    }

    @Test
    void what_is_brought_up_is_answered_and_the_question_asked_again() {
        begin();
        assertThat(said(dialogue.hear(Sensitive.of("how is the weather today"))))
                .containsExactly("I do not know about that.", "Which code?");
        assertThat(said(dialogue.hear(Sensitive.of("that is terrible"))))
                .containsExactly("I am sorry.", "Goodbye.");
    }

    private void begin() {
        dialogue.begin(
                new Opening(
                        "call-1",
                        LocalDateTime.of(2026, 11, 21, 10, 0),
                        ZoneId.of("America/Chicago"),
                        1,
                        Sensitive.of("+12125550147"),
                        "+12125550100",
                        Map.of()));
    }

    /// Goes on to the check and gives the tool called after it, if any.
    private String toTheAnswer(String digits, boolean right) {
        begin();
        dialogue.keys(Sensitive.of("12"));
        dialogue.toolReturned(1, ToolResult.success(Map.of("person", "7")));
        dialogue.keys(Sensitive.of(digits));
        return tool(dialogue.toolReturned(2, ToolResult.success(Map.of("right", right))));
    }

    private static ToolResult secret(String person) {
        return ToolResult.success(Map.of("person", person, "secret", "blue"));
    }

    private static String tool(List<Act> acts) {
        return acts.stream()
                .filter(Act.CallTool.class::isInstance)
                .map(act -> ((Act.CallTool) act).name())
                .findFirst()
                .orElse("");
    }

    private static List<String> said(List<Act> acts) {
        return acts.stream()
                .filter(Act.Say.class::isInstance)
                .flatMap(act -> ((Act.Say) act).sentences().stream())
                .toList();
    }

    private static void refused(String yaml, String reason) {
        assertThat(yaml).isNotEqualTo(IdentityFlow.YAML);
        assertThatThrownBy(() -> Flow.load("secret.yaml", yaml, IdentityFlow.CHECKS))
                .isInstanceOf(InvalidFlow.class)
                .hasMessageContaining(reason);
    }
}
