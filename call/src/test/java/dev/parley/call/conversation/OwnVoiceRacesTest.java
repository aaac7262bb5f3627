package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Mouth;
import dev.parley.dialog.Act;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Utterances that turn out to be the agent's own voice. Times are milliseconds.
class OwnVoiceRacesTest {
    private final Partner partner = new Partner();

    /// The agent has said its first sentence and begun the second.
    private Scene talking() {
        partner.answers(
                Act.Say.of("We are open from nine.", "On Saturday from ten.", "Which day?"));
        var settings = ConversationSettings.defaults();
        var always = settings.endpointing().always(Duration.ofMillis(600));
        return new Scene(partner, settings.with(always))
                .at(1000)
                .sentencePlayed(1, 0)
                .on(new Mouth.SentenceStarted(1, 1));
    }

    private static Ear.OwnVoice own(long utterance) {
        return new Ear.OwnVoice(utterance);
    }

    @Race(
            happens = "an utterance turns out to be the agent's own voice",
            during = "it is undecided whether it interrupts",
            decision = "it is forgotten, the agent talks on")
    @Test
    void own_voice_does_not_stop_the_agent() {
        var scene = talking().at(1100).starts(1).at(1400).partial(1, "on").on(own(1)).at(9000);
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.with("pause")).isEmpty();
        assertThat(scene.with("finish")).isEmpty();
        assertThat(scene.with("cancel")).isEmpty();
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "an utterance turns out to be the agent's own voice",
            during = "it holds the agent",
            decision = "the agent goes on at once")
    @Test
    void agent_held_by_its_own_voice_goes_on() {
        var scene = talking().at(1100).starts(1).at(2900).on(own(1));
        assertThat(scene.with("pause")).hasSize(1);
        assertThat(scene.with("resume")).containsExactly("2900 resume 1");
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "an utterance turns out to be the agent's own voice",
            during = "its final words are on their way",
            decision = "they are dropped and counted; the dialogue hears nothing")
    @Test
    void words_of_the_own_voice_never_reach_the_dialogue() {
        var scene = talking().at(1100).starts(1).at(1300).stops(1).at(2000).on(own(1));
        scene.at(2100).understood(1, "on saturday").at(4000).on(own(1)).played(1).at(6000);
        assertThat(scene.lateInputs()).isEqualTo(2);
        assertThat(scene.with("cut")).isEmpty();
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "an utterance turns out to be the agent's own voice",
            during = "it has stopped the agent already",
            decision = "the agent must answer, and does, without words")
    @Test
    void agent_stopped_by_its_own_voice_answers_without_words() {
        var scene = talking().at(1100).starts(1).at(1300).partial(1, "let");
        scene.at(1500).partial(1, "let me see it");
        assertThat(scene.with("cut 1")).hasSize(1);
        scene.cut(1, 1, 3).at(1900).on(own(1)).at(6000);
        assertThat(partner.told).anyMatch(told -> told.startsWith("hear"));
        assertThat(partner.told).noneMatch(told -> told.contains("let me"));
    }

    @Race(
            happens = "the caller's words, then the agent's own voice come",
            during = "one turn",
            decision = "the turn has the caller's words alone")
    @Test
    void own_voice_in_a_turn_of_the_callers_is_left_out() {
        var scene = talking().played(1).at(3000).starts(1).at(3600).stops(1).at(4300);
        scene.starts(2).at(4400).understood(1, "a brake check").at(4700);
        scene.partial(2, "which day").on(own(2)).at(9000);
        assertThat(partner.told).contains("hear a brake check");
        assertThat(partner.told).noneMatch(told -> told.contains("which day"));
    }

    @Race(
            happens = "somebody speaks besides the agent's own voice",
            during = "its utterance was just forgotten",
            decision = "that is the next utterance, and counts")
    @Test
    void who_speaks_besides_the_own_voice_is_heard() {
        var scene = talking().at(1100).starts(1).at(1500).on(own(1)).at(1560).starts(2);
        scene.at(2000).partial(2, "no wait a moment").at(2300).partial(2, "no wait a moment");
        assertThat(scene.with("cut 1")).hasSize(1);
    }

    @Test
    void own_voice_is_counted_on_the_record() {
        var scene = talking().at(1100).starts(1).at(1500).on(own(1));
        scene.on(new Input.Line.HungUp()).cut(1, 1, 0);
        assertThat(scene.with("noted counts")).hasSize(1).first().asString().contains("echoes=1");
    }
}
