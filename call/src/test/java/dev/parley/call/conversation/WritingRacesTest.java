package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Line;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Expectation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What happens when the caller writes while something else happens.
class WritingRacesTest {
    private static final Act QUESTION = Act.Say.of("We are open from nine.", "Which day?");
    private static final Act LAW = new Act.Say(List.of("This call is recorded."), false);

    private final Partner partner = new Partner();

    /// A conversation whose agent has just begun its second sentence.
    private Scene talking() {
        partner.answers(QUESTION);
        return new Scene(partner).at(1000).sentencePlayed(1, 0);
    }

    private static Line.Written text(String words, boolean answer, boolean voiced) {
        return new Line.Written(Sensitive.of(words), answer, voiced);
    }

    @Race(
            happens = "written words",
            during = "the agent talks",
            decision =
                    "the agent stops at once; the dialogue learns what was heard, then the words")
    @Test
    void written_words_stop_the_agent() {
        partner.answers(QUESTION).answers(Act.Say.of("At what time?"));
        var scene = new Scene(partner).at(1000).sentencePlayed(1, 0).at(1200).writes("Tuesday");
        assertThat(scene.effects.getLast()).isEqualTo("1200 cut 1");
        scene.at(1210).cut(1, 1, 6);
        assertThat(partner.told)
                .containsExactly(
                        "begin", "interrupted We are open from nine. Which", "hear Tuesday");
        assertThat(scene.with("1210 "))
                .containsExactly(
                        "1210 agent 1 cut certain [We are open from nine. Which]",
                        "1210 caller 2 typed [Tuesday]",
                        "1210 speak 2.0 At what time?",
                        "1210 end 2");
        assertThat(scene.shown).noneMatch(line -> line.contains("caller began"));
    }

    @Race(
            happens = "written words",
            during = "a sentence that the law requires is said",
            decision = "the sentence is finished, the words wait and are answered after it")
    @Test
    void written_words_wait_for_a_protected_sentence() {
        partner.answers(LAW);
        var scene = new Scene(partner).at(500).writes("hurry").at(600).writes("please");
        assertThat(scene.with("cut")).isEmpty();
        scene.at(2000).sentencePlayed(1, 0).cut(1, 0, 22);
        assertThat(partner.told)
                .containsExactly(
                        "begin", "interrupted This call is recorded.", "hear hurry", "hear please");
    }

    @Race(
            happens = "written words",
            during = "the caller speaks",
            decision = "writing wins: the utterance is cancelled, the rest of the sound is void")
    @Test
    void writing_voids_what_is_heard_until_it_stops() {
        var scene = new Scene(partner).at(1000).starts(1).at(1500).writes("Tuesday");
        scene.at(1502).starts(2).at(3000).stops(2).at(4000).says(3, "good morning");
        assertThat(scene.with("cancel")).containsExactly("1500 cancel 1", "3000 cancel 2");
        assertThat(partner.told).containsExactly("begin", "hear Tuesday", "hear good morning");
    }

    @Race(
            happens = "the sound stops",
            during = "its utterance was just cancelled by writing",
            decision = "what is said next counts at once")
    @Test
    void speech_counts_again_as_soon_as_the_void_sound_stopped() {
        var scene = new Scene(partner).at(1000).starts(1).at(1500).writes("Tuesday");
        scene.at(1501).stops(1).at(1900).starts(2);
        assertThat(scene.shown.getLast()).isEqualTo("1900 caller began");
    }

    @Race(
            happens = "written words",
            during = "an entry is typed",
            decision = "what was typed so far is the entry; it is answered first")
    @Test
    void written_words_finish_an_entry() {
        partner.answers(new Act.Expect(new Expectation("pin", List.of(), 4)));
        new Scene(partner).at(1000).key('1').at(1200).key('2').at(1300).writes("twelve");
        assertThat(partner.told).containsExactly("begin", "keys 12", "hear twelve");
    }

    @Race(
            happens = "more written words",
            during = "the answer to the first is about to begin",
            decision = "each is a turn of its own; the answer is cut and the next one given")
    @Test
    void each_text_is_a_turn() {
        partner.answers(QUESTION).answers(Act.Say.of("At what time?"));
        var scene = new Scene(partner).at(1200).writes("Tuesday").writes("at nine").at(1210);
        scene.cut(1, -1, 0);
        assertThat(scene.effects)
                .endsWith("1210 speak 2.0 At what time?", "1210 end 2", "1210 cut 2");
        scene.at(1220).cut(2, -1, 0);
        assertThat(partner.told)
                .containsExactly(
                        "begin", "interrupted ", "hear Tuesday", "interrupted ", "hear at nine");
    }

    @Race(happens = "written words", during = "the agent says goodbye", decision = "ignored")
    @Test
    void written_words_do_not_revive_a_call_that_closes() {
        partner.answers(Act.Say.of("Goodbye."), new Act.End("done"));
        var scene = new Scene(partner).at(100).writes("wait").at(5000).played(1);
        assertThat(scene.effects.getLast()).isEqualTo("5000 hang up COMPLETED");
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "a tool returns",
            during = "written words wait for the agent",
            decision = "the words are answered first")
    @Test
    void result_waits_for_written_words() {
        partner.answers(QUESTION, new Act.CallTool(1, "find", Map.of(), ""));
        var scene = new Scene(partner).at(1000).writes("Tuesday").toolReturns(1).at(1010);
        scene.cut(1, -1, 0);
        assertThat(partner.told).containsExactly("begin", "interrupted ", "hear Tuesday", "tool 1");
    }

    @Test
    void words_that_want_no_answer_are_only_noted() {
        var scene = talking().at(1200).on(text("the screen is blue", false, true));
        assertThat(scene.effects).endsWith("1200 noted written {words=the screen is blue}");
        assertThat(scene.with("cut")).isEmpty();
        assertThat(partner.told).containsExactly("begin");
    }

    @Test
    void an_answer_that_is_to_be_read_is_not_spoken_until_the_caller_speaks_again() {
        partner.answers()
                .answers(Act.Say.of("Let me see."), new Act.CallTool(1, "find", Map.of(), ""))
                .answers(Act.Say.of("At nine."))
                .answers(Act.Say.of("Fine."));
        var scene = new Scene(partner).at(1000).on(text("Tuesday", true, false)).played(1);
        scene.at(1500).toolReturns(1).played(2).at(2000).says(1, "yes please");
        assertThat(scene.with("write"))
                .containsExactly("1000 write 1.0 Let me see.", "1500 write 2.0 At nine.");
        assertThat(scene.with("speak")).containsExactly("4000 speak 3.0 Fine.");
        assertThat(scene.with("agent 2"))
                .containsExactly("1000 agent 2 whole certain [Let me see.]");
    }

    @Test
    void a_text_is_bounded_and_so_is_the_number_that_waits() {
        partner.answers(LAW);
        var scene = new Scene(partner).at(100).writes("x".repeat(4001));
        for (int i = 2; i <= 9; i++) {
            scene.writes("text " + i);
        }
        assertThat(scene.with("noted"))
                .containsExactly(
                        "100 noted written-shortened {characters=4001}",
                        "100 noted written-refused {waiting=8}");
        scene.at(2000).sentencePlayed(1, 0).cut(1, 0, 22);
        assertThat(partner.told).hasSize(10);
        assertThat(partner.told.get(2)).hasSize("hear ".length() + 4000);
        assertThat(partner.told.getLast()).isEqualTo("hear text 8");
    }

    @Test
    void blank_words_are_nothing() {
        var scene = talking().at(1200).writes(" \n ");
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.with("noted")).isEmpty();
    }

    @Test
    void a_caller_who_writes_is_there() {
        var scene = new Scene(partner).at(14_000).on(text("one moment", false, true)).at(28_000);
        assertThat(scene.with("speak")).isEmpty();
        scene.on(new Ear.MediaResumed(0)).at(29_000);
        assertThat(scene.with("speak"))
                .containsExactly("29000 speak 1.0 " + Phrases.english().areYouThere());
    }
}
