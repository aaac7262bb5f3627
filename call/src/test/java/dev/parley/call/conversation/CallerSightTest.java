package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.Act;
import dev.parley.dialog.Expectation;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What onlookers are shown of a conversation.
class CallerSightTest {
    private static final Act QUESTION = Act.Say.of("We are open from nine.", "Which day?");

    private final Partner partner = new Partner().answers(QUESTION);

    /// A conversation whose agent has just begun its second sentence.
    private Scene talking() {
        return new Scene(partner)
                .at(1000)
                .sentencePlayed(1, 0)
                .on(new Input.Mouth.SentenceStarted(1, 1));
    }

    @Test
    void a_turn_is_seen_from_its_first_sound_until_its_silence_and_its_words_as_they_come() {
        partner.answers(Act.Say.of("Fine."));
        var scene = talking().at(2000).on(new Input.Mouth.SentencePlayed(1, 1, true)).played(1);
        scene.at(3000).starts(1).at(3500).partial(1, "on tuesday");
        scene.at(4000).stops(1).at(4700).understood(1, "on tuesday please");
        assertThat(scene.shown)
                .containsExactly(
                        "1000 began 1.0",
                        "1000 heard 1.0",
                        "1000 began 1.1",
                        "2000 heard 1.1",
                        "2000 heard 1",
                        "3000 caller began",
                        "3500 hint [on tuesday]",
                        "4600 caller ended");
    }

    @Test
    void a_cough_under_the_agents_voice_is_not_seen() {
        var scene = talking().at(1100).starts(1).at(1200).stops(1).at(1900).understood(1, "");
        assertThat(scene.shown).noneMatch(line -> line.contains("caller"));
        assertThat(scene.with("cut")).isEmpty();
    }

    @Test
    void a_sign_of_listening_is_shown_as_one() {
        var scene = talking().at(1100).starts(1).at(1300).stops(1).at(1950).understood(1, "mm-hm");
        assertThat(scene.shown.getLast()).isEqualTo("1950 backchannel [mm-hm]");
        assertThat(scene.shown).noneMatch(line -> line.contains("caller"));
    }

    @Test
    void an_interruption_is_seen_before_its_cut_and_the_cut_as_it_is_recorded() {
        partner.answers(Act.Say.of("Sorry?"));
        var scene = talking().at(1100).starts(1).at(1200).partial(1, "no").at(1300);
        scene.partial(1, "no wait");
        scene.at(1310).cut(1, 1, 7);
        assertThat(scene.shown)
                .containsSubsequence(
                        "1300 caller began", "1300 hint [no wait]", "1310 cut 1.1 at 5");
        assertThat(scene.with("agent"))
                .containsExactly("1310 agent 1 cut certain [We are open from nine. Which]");
    }

    @Test
    void a_turn_that_goes_on_before_its_answer_is_seen_again() {
        var scene = talking().at(2000).played(1).at(3000).starts(1).at(4000).stops(1).at(4600);
        scene.at(4650).starts(2).at(5000).stops(2).at(5800);
        assertThat(scene.shown.stream().filter(line -> line.contains("caller")))
                .containsExactly(
                        "3000 caller began",
                        "4600 caller ended",
                        "4650 caller began",
                        "5747 caller ended");
    }

    @Test
    void keys_are_seen_from_the_first_to_the_last() {
        var scene = new Scene(new Partner().answers(Act.Say.of("Number?"), digits(2)));
        scene.at(900).key('1').at(1300).key('2').cut(1, 0, 0);
        assertThat(scene.shown)
                .containsExactly("900 caller began", "1300 caller ended", "1300 cut 1.-1 at 0");
    }

    private static Act digits(int count) {
        return new Act.Expect(new Expectation("pin", List.of(), count));
    }
}
