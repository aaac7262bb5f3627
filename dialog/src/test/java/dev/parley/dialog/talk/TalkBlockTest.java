package dev.parley.dialog.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.InvalidFlow;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowDialogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The block `talk` of a flow file.
class TalkBlockTest {
    private static Flow load(String yaml) {
        return Flow.load("workshop.yaml", yaml, TalkedFlow.CHECKS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "moment: One moment.|momnt: One moment.|unknown key \"momnt\"; did you mean \"moment\"?",
                "{today: 40}|{toady: 40}|unknown variable \"toady\"; did you mean \"today\"?",
                "also: [service|also: [servise|unknown slot \"servise\"; did you mean \"service\"?",
                "also: [service|also: [car|answered only where it is asked",
                "forbid: [buddy]|forbid: [buddy], steps: [confrim]|unknown step \"confrim\"; did you mean \"confirm\"?",
                "then: flag|then: flog|must be block, rephrase or flag",
                "sentences: 3|sentences: 300|\"sentences\" must be 1 to 20",
                "ABS: a b s|ABS: ''|expected a word and how it is said",
            })
    void mistakes_are_named_with_their_reason(String right, String wrong, String reason) {
        assertThat(TalkedFlow.YAML).contains(right);
        assertThatThrownBy(() -> load(TalkedFlow.YAML.replace(right, wrong)))
                .isInstanceOf(InvalidFlow.class)
                .hasMessageContaining("workshop.yaml:")
                .hasMessageContaining(reason);
    }

    @Test
    void its_fixed_sentences_are_rendered_ahead() {
        assertThat(TalkedFlow.FLOW.fixedSentences())
                .contains("One moment.", "I cannot talk about that.");
    }

    @Test
    void flow_without_it_is_a_flow_alone() {
        int from = TalkedFlow.YAML.indexOf("talk:\n");
        int to = TalkedFlow.YAML.indexOf("slots:\n");
        var plain = load(TalkedFlow.YAML.substring(0, from) + TalkedFlow.YAML.substring(to));
        assertThat(plain.talk()).isEmpty();
        assertThat(TalkingFlow.of(plain)).isInstanceOf(FlowDialogue.class);
    }
}
