package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.Act;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What silence brings about.
class SilenceWatchTest {
    private final Partner partner = new Partner();
    private final Phrases phrases = Phrases.english();

    @Test
    void silent_caller_is_asked_twice_and_then_left() {
        var scene = new Scene(partner).at(16_000).played(1).at(37_000).played(2).at(48_000);
        scene.at(50_000).played(3);
        assertThat(scene.with("speak"))
                .containsExactly(
                        "15000 speak 1.0 " + phrases.areYouThere(),
                        "36000 speak 2.0 " + phrases.stillThere(),
                        "47000 speak 3.0 " + phrases.silentGoodbye());
        assertThat(scene.effects.getLast()).isEqualTo("50000 hang up CALLER_SILENT");
        assertThat(partner.told).containsExactly("begin", "silence 1", "silence 2", "silence 3");
    }

    @Test
    void answer_makes_the_agent_patient_again() {
        var scene = new Scene(partner).at(16_000).played(1).at(17_000).says(1, "here i am");
        scene.at(40_000);
        assertThat(scene.with("speak"))
                .hasSize(2)
                .allMatch(line -> line.contains(phrases.areYouThere()));
    }

    @Test
    void key_makes_the_agent_patient_again() {
        var scene = new Scene(partner).at(16_000).played(1).at(20_000).key('5').at(36_000);
        assertThat(scene.with("speak"))
                .containsExactly(
                        "15000 speak 1.0 " + phrases.areYouThere(),
                        "35000 speak 2.0 " + phrases.areYouThere());
    }

    @Test
    void caller_is_not_asked_while_a_tool_runs() {
        partner.answers(new Act.CallTool(1, "find", Map.of(), ""));
        var scene = new Scene(partner).at(8000).played(1).at(16_000).played(2).at(60_000);
        assertThat(scene.with(phrases.areYouThere())).isEmpty();
        scene.toolReturns(1).at(75_000);
        assertThat(scene.with(phrases.areYouThere()))
                .containsExactly("75000 speak 3.0 " + phrases.areYouThere());
    }

    @Test
    void patience_begins_when_the_agent_has_finished() {
        partner.answers(Act.Say.of("Hello."));
        var scene = new Scene(partner).at(4000).played(1).at(19_000);
        assertThat(scene.with("speak 2"))
                .containsExactly("19000 speak 2.0 " + phrases.areYouThere());
    }
}
