package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.Act;
import dev.parley.dialog.Expectation;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Calls that get nowhere.
class ProgressTest {
    private final Partner partner = new Partner();
    private final String goodbye = Phrases.english().noProgressGoodbye();

    /// Says something every ten seconds.
    private Scene says(int times, String words) {
        return says(new Scene(partner), 1, times, words);
    }

    private Scene says(Scene scene, int first, int times, String words) {
        for (int i = first; i < first + times; i++) {
            long at = 10_000L * i;
            scene.at(at).starts(i).at(at + 1000).stops(i).at(at + 2500).understood(i, words);
        }
        return scene;
    }

    @Test
    void sixth_turn_without_words_in_a_row_ends_the_call() {
        var scene = says(6, "");
        assertThat(scene.with("speak")).singleElement().asString().endsWith(goodbye);
        assertThat(scene.with("noted no-progress"))
                .containsExactly("62500 noted no-progress {turns=6}");
        scene.at(64_000).played(1);
        assertThat(scene.effects.getLast()).isEqualTo("64000 hang up NO_PROGRESS");
    }

    @Test
    void machine_that_says_its_sentence_again_and_again_is_left() {
        assertThat(says(6, "please hold the line").with("speak")).isEmpty();
        assertThat(says(7, "please hold the line").with("speak"))
                .singleElement()
                .asString()
                .endsWith(goodbye);
    }

    @Test
    void one_sentence_of_a_person_begins_the_count_anew() {
        var scene = says(5, "");
        says(scene, 6, 1, "sorry there is noise here");
        says(scene, 7, 5, "");
        assertThat(scene.with("speak")).isEmpty();
    }

    @Test
    void yes_may_be_said_as_often_as_it_is_asked_for() {
        assertThat(says(20, "yes").with("speak")).isEmpty();
    }

    @Test
    void dialogue_that_moves_on_is_progress() {
        for (int i = 0; i < 20; i++) {
            partner.answers(new Act.Expect(new Expectation("step" + i, List.of(), 0)));
        }
        assertThat(says(15, "").with("speak")).isEmpty();
    }

    @Test
    void number_of_turns_can_be_set_and_the_count_switched_off() {
        var two = ConversationSettings.defaults().withTurnsWithoutProgress(2);
        assertThat(says(new Scene(partner, two), 1, 2, "").with("speak")).hasSize(1);
        var any = ConversationSettings.defaults().withTurnsWithoutProgress(0);
        assertThat(says(new Scene(partner, any), 1, 50, "").with("speak")).isEmpty();
    }

    @Test
    void two_half_minutes_of_music_are_enough() {
        var scene = new Scene(partner);
        for (int i = 1; i <= 2; i++) {
            long at = 34_000L * (i - 1) + 1000;
            scene.at(at).starts(i).at(at + 31_000).stops(i).at(at + 32_000).understood(i, "");
        }
        assertThat(scene.with("noted no-progress")).hasSize(1);
    }

    @Test
    void answering_machine_is_noted() {
        var scene = new Scene(partner).at(1000).starts(1).at(11_000).stops(1).at(12_000);
        scene.understood(1, "nobody is home please leave a message after the tone");
        assertThat(scene.with("noted")).containsExactly("12000 noted answered-by-machine {}");
    }

    @Test
    void person_who_offers_to_leave_a_message_is_none() {
        var scene = new Scene(partner).says(1, "can i leave a message");
        assertThat(scene.with("noted")).isEmpty();
    }
}
