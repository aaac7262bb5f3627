package dev.parley.dialog.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.InvalidFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowLoadTest {
    @Test
    void a_right_flow_loads() {
        var flow = SmallFlow.load();
        assertThat(flow.name()).isEqualTo("small");
        assertThat(flow.version()).isEqualTo("1");
        assertThat(flow.language()).isEqualTo("en-US");
        assertThat(flow.expectations())
                .extracting("name")
                .containsExactly(
                        "ask_day", "ask_colour", "confirm", "confirm/which", "person", "ask_sure");
        assertThat(flow.fixedSentences()).contains("Which day?", "Sorry.", "One moment.");
    }

    /// Replaces one text by another; the error must name the line of the new one and say this.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "turns: 5x|flow: small|must be a whole number",
                "visitz: 5|flow: small|unknown key \"visitz\"; did you mean \"visits\"?",
            })
    void a_wrong_key_of_the_flow_is_named(String added, String before, String reason) {
        var yaml = SmallFlow.YAML.replace(before + "\n", before + "\n" + added + "\n");
        refused(yaml, added, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start: ask_day|start: ask_dya|unknown step \"ask_dya\"; did you mean \"ask_day\"?",
                "slot: colour|slot: color|unknown slot \"color\"; did you mean \"colour\"?",
                "call: look_up|call: lookup|unknown tool \"lookup\"; did you mean \"look_up\"?",
                "with: {day: day}|with: {dya: day}|unknown argument of look_up \"dya\"; did you mean \"day\"?",
                "with: {day: day}|with: {}|tool \"look_up\" needs argument \"day\"",
                "go: look|go: loko|unknown step \"loko\"; did you mean \"look\"?",
                "slot: day|slott: day|unknown key \"slott\"; did you mean \"slot\"?",
                "{type: date}|{type: dote}|unknown slot type \"dote\"; did you mean \"date\"?",
                "free: flag|free: flagg|unknown field type \"flagg\"; did you mean \"flag\"?",
                "  write_down: {writes: true}|  write_down: {filler: x.}|\"writes\" is missing",
                "errors: {other: broken}|errors: {lost: broken}|needs \"other\" among its errors",
                "when: found.free and|when: found.fre and|unknown field \"fre\"; did you mean \"free\"?",
                "when: found.free and|when: fond.free and|unknown variable \"fond\"; did you mean \"found\"?",
                "count(found.times) > 0|cout(found.times) > 0|unknown function \"cout\"; did you mean \"count\"?",
                "count(found.times) > 0|count(found.times > 0|expected \",\", got the end",
                "count(found.times) > 0|found.times > 0|cannot compare times with number",
                "count(found.times) > 0|count(found.times)|expected a condition, got a value of type number",
                "We are busy on {day}.|We are busy on {dya}.|unknown variable \"dya\"; did you mean \"day\"?",
                "We are busy on {day}.|We are busy on {day.|\"{\" without \"}\"",
                "We are busy on {day}.|We are busy on {found.free}.|is flag, which cannot be spoken",
                "We are busy on {day}.|We are busy on {colour}.|\"colour\" may have no value here",
                "We are busy on {day}.|We are busy on {known(day)}.|is flag, which cannot be spoken",
                "[\"Which colour?\", \"Red or blue?\"]|[\"Which colour?\"]|needs at least two wordings",
                "[\"Which colour?\", \"Red or blue?\"]|[\"Which colour?\", \"Which colour?\"]|a retry must use other words",
                "keypad: Please type the day.|silence: Say a day.|\"keypad\" is missing",
                "[Sorry., Pardon me.]|[Sorry.]|needs at least two wordings, got 1",
                "red: red|red: Röd|words of the letters a to z",
                "hear: [blue, navy blue]|hear: [blue, red]|could mean more than option",
                "goodbye: goodbye|goodbye: ask_day|the goodbye must lead to an end without asking",
                "I have {day} and {colour}. Yes or no?|I have {day}. Yes or no?|does not speak \"colour\"",
                "values: [day, colour]|values: [day]|\"colour\" is not among the values",
                "yes: write|yes: goodbye|step \"write\" is never reached",
                "end: {end: done}|end: {say: Bye., go: goodbye}|leads back to itself without asking",
                "flow: small|flow: small\\nflow: again|\"flow\" is given twice",
            })
    void what_is_wrong_is_named_with_its_line(String right, String wrong, String reason) {
        var yaml = SmallFlow.YAML.replace(right, wrong.replace("\\n", "\n"));
        assertThat(yaml).isNotEqualTo(SmallFlow.YAML);
        assertThatThrownBy(() -> Flow.load("small.yaml", yaml, SmallFlow.CHECKS))
                .isInstanceOf(InvalidFlow.class)
                .message()
                .startsWith("small.yaml:")
                .contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start: ask_day|start: ask_dya",
                "slot: colour|slot: color",
                "call: look_up|call: lookup",
                "We are busy on {day}.|We are busy on {dya}.",
                "when: found.free and|when: found.fre and",
                "keypad: Press one or two.|kaypad: Press one or two.",
                "{type: date}|{type: dote}",
            })
    void the_line_is_the_line_of_the_mistake(String right, String wrong) {
        var yaml = SmallFlow.YAML.replace(right, wrong);
        assertThatThrownBy(() -> Flow.load("small.yaml", yaml, SmallFlow.CHECKS))
                .message()
                .contains("small.yaml:" + SmallFlow.line(yaml, wrong) + ": ");
    }

    @Test
    void a_tool_that_writes_needs_a_yes_right_before() {
        refused(
                SmallFlow.YAML.replace("    go: confirm\n", "    go: write\n"),
                "write:\n    call",
                "step \"write\" can call \"write_down\", which writes, without a confirmation for"
                        + " it of day, colour");
    }

    @Test
    void a_yes_does_not_last_over_another_question() {
        refused(
                SmallFlow.YAML
                        .replace("yes: write", "yes: ask_sure")
                        .replace("{when: sure, to: goodbye}", "{when: sure, to: write}"),
                "write:\n    call",
                "without a confirmation for it");
    }

    @Test
    void a_yes_is_for_one_tool_only() {
        refused(
                SmallFlow.YAML.replace("for: call_back", "for: look_up"),
                "call_them:\n    call",
                "step \"call_them\" can call \"call_back\"");
    }

    @Test
    void a_yes_is_void_after_a_value_changed() {
        refused(
                SmallFlow.YAML
                        .replace("yes: write", "yes: change")
                        .replace(
                                "  person:\n    confirm",
                                "  change:\n    set: {day: today()}\n    go: write\n"
                                        + "  person:\n    confirm"),
                "write:\n    call",
                "without a confirmation for it");
    }

    @Test
    void what_is_written_is_not_computed() {
        refused(
                SmallFlow.YAML
                        .replace("yes: write", "yes: compute")
                        .replace(
                                "with: {day: day, colour: colour}",
                                "with: {day: when, colour: colour}")
                        .replace(
                                "  person:\n    confirm",
                                "  compute:\n    set: {when: today()}\n    go: write\n"
                                        + "  person:\n    confirm"),
                "write:\n    call",
                "\"when\" is computed");
    }

    @Test
    void all_problems_are_told_at_once() {
        var yaml =
                SmallFlow.YAML
                        .replace("start: ask_day", "start: ask_dya")
                        .replace("go: look\n", "go: loko\n");
        assertThatThrownBy(() -> Flow.load("small.yaml", yaml, SmallFlow.CHECKS))
                .message()
                .contains("small.yaml:3: ")
                .contains("small.yaml:" + SmallFlow.line(yaml, "go: loko") + ": ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the file is empty",
                "just text|expected keys with values, got \"just text\"",
                "flow: [|not YAML",
                "a: {b|not YAML",
            })
    void what_is_no_flow_is_refused(String yaml, String reason) {
        assertThatThrownBy(() -> Flow.load("small.yaml", yaml, SmallFlow.CHECKS))
                .isInstanceOf(InvalidFlow.class)
                .hasMessageContaining("small.yaml:1: ")
                .hasMessageContaining(reason);
    }

    private static void refused(String yaml, String place, String reason) {
        assertThatThrownBy(() -> Flow.load("small.yaml", yaml, SmallFlow.CHECKS))
                .isInstanceOf(InvalidFlow.class)
                .message()
                .contains("small.yaml:" + SmallFlow.line(yaml, place) + ": ")
                .contains(reason);
    }
}
