package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.Act;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a caller hears while a tool or a model is slow.
class FillersTest {
    private static final String FIRST = Phrases.english().stillWaiting().getFirst();
    private static final String SECOND = Phrases.english().stillWaiting().getLast();

    private final Partner partner = new Partner();

    private static Act tool(long id, String filler) {
        return new Act.CallTool(id, "find", Map.of(), filler);
    }

    private static Act.Generate generate(long id, String filler) {
        return new Act.Generate(id, Partner.about("it"), filler);
    }

    @Test
    void caller_who_waits_long_hears_two_updates_and_no_more() {
        partner.answers(tool(1, "One moment."));
        var scene = new Scene(partner).at(2000).played(1).at(9000).played(2).at(17_000);
        scene.played(3).at(60_000);
        assertThat(scene.with("speak"))
                .containsExactly(
                        "700 speak 1.0 One moment.",
                        "8000 speak 2.0 " + FIRST,
                        "15000 speak 3.0 " + SECOND);
    }

    @Test
    void tool_without_a_phrase_of_its_own_has_only_the_updates() {
        partner.answers(tool(1, ""));
        var scene = new Scene(partner).at(7000);
        assertThat(scene.with("speak")).containsExactly("6000 speak 1.0 " + FIRST);
        scene.toolReturns(1).at(7500).played(1).at(15_000);
        assertThat(scene.with("speak")).hasSize(1);
    }

    @Test
    void no_update_comes_after_the_caller_began_to_speak() {
        partner.answers(tool(1, "One moment."));
        var scene = new Scene(partner).at(2000).played(1).at(5000).starts(1).at(5200).stops(1);
        scene.at(6000).understood(1, "").at(60_000);
        assertThat(scene.with("speak")).containsExactly("700 speak 1.0 One moment.");
    }

    @Test
    void same_phrase_is_not_said_twice_in_a_row() {
        partner.answers()
                .answers(generate(1, "One moment."))
                .answers(tool(1, "One moment."))
                .answers(generate(2, "One moment."));
        var scene = new Scene(partner).at(600).says(1, "an oil change");
        scene.at(4000).played(1).done(1).at(12_000).played(2).toolReturns(1).at(20_000);
        assertThat(scene.with("speak"))
                .containsExactly(
                        "3300 speak 1.0 One moment.",
                        "10000 speak 2.0 " + FIRST,
                        "12700 speak 3.0 One moment.");
    }

    @Test
    void model_that_said_something_needs_no_update() {
        partner.answers().answers(generate(1, "One moment."));
        var scene = new Scene(partner).at(600).says(1, "an oil change").writes(1, "Sure.");
        scene.at(4000).sentencePlayed(1, 0).at(21_000);
        assertThat(scene.with("speak")).containsExactly("2600 speak 1.0 Sure.");
    }
}
