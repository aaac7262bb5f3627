package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Mouth;
import dev.parley.call.conversation.InterruptionSettings.By;
import dev.parley.call.conversation.InterruptionSettings.OnSpeech;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An agent who is held while it is undecided whether the caller interrupts, and every setting of
/// it. Times are milliseconds.
class BargeInRacesTest {
    private static final InterruptionSettings NORMAL = InterruptionSettings.defaults();
    private static final Act.Say LAW = new Act.Say(List.of("This call is recorded."), false);

    private final Partner partner = new Partner();

    /// The agent has said its first sentence and begun the second.
    private Scene talking(InterruptionSettings settings) {
        partner.answers(
                Act.Say.of("We are open from nine.", "On Saturday from ten.", "Which day?"));
        return new Scene(partner, ConversationSettings.defaults().with(settings))
                .at(1000)
                .sentencePlayed(1, 0)
                .on(new Mouth.SentenceStarted(1, 1));
    }

    private Scene talking() {
        return talking(NORMAL);
    }

    private static InterruptionSettings with(By by, Duration cooldown, OnSpeech onSpeech) {
        return new InterruptionSettings(
                true,
                by,
                NORMAL.minSpeech(),
                NORMAL.minWords(),
                false,
                cooldown,
                onSpeech,
                NORMAL.falseStopTimeout(),
                true,
                true);
    }

    private static InterruptionSettings pausing() {
        return with(By.EITHER, Duration.ZERO, OnSpeech.PAUSE);
    }

    @Race(
            happens = "a sound without words lasts for two windows, then stops",
            during = "the agent talks",
            decision = "the agent falls silent, and goes on once no words came")
    @Test
    void agent_stopped_by_a_noise_goes_on() {
        var scene = talking().at(1100).starts(1).at(2400).stops(1).at(3100).understood(1, "");
        assertThat(scene.with("pause")).containsExactly("2100 pause 1");
        assertThat(scene.with("resume")).containsExactly("3100 resume 1");
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.shown).endsWith("2100 caller began", "3000 caller ended");
        assertThat(partner.told).containsExactly("begin");
        scene.at(3140).on(new Mouth.ReplyResumed(1, 1, 3, 1));
        assertThat(scene.effects.getLast()).startsWith("3140 noted went-on").contains("again=1");
        scene.at(3500).sentencePlayed(1, 1).sentencePlayed(1, 2).played(1);
        assertThat(scene.with("agent"))
                .containsExactly(
                        "3500 agent 1 whole certain [We are open from nine. On Saturday from ten. Which day?]");
    }

    @Race(
            happens = "the recognizer does not answer",
            during = "the agent is held by a noise",
            decision =
                    "two seconds after the last sound the agent goes on; later words are dropped")
    @Test
    void agent_who_was_stopped_does_not_wait_for_words_that_do_not_come() {
        var scene = talking().at(1100).starts(1).at(2400).stops(1).at(4300);
        assertThat(scene.with("resume")).isEmpty();
        scene.at(4400);
        assertThat(scene.with("resume")).containsExactly("4400 resume 1");
        assertThat(scene.with("cancel")).containsExactly("4400 cancel 1");
        scene.at(4500).understood(1, "on tuesday");
        assertThat(scene.lateInputs()).isEqualTo(1);
    }

    @Race(
            happens = "the final words do not come, but words were guessed",
            during = "the agent is held by long speech",
            decision = "two seconds after the last sound the agent is cut: they have to do")
    @Test
    void words_that_were_guessed_have_to_do_when_no_others_come() {
        var scene = talking().at(1100).starts(1).at(1500).partial(1, "tuesday");
        scene.at(2400).stops(1).at(4400);
        assertThat(scene.with("resume")).isEmpty();
        assertThat(scene.effects.getLast()).isEqualTo("4400 cut 1");
    }

    @Race(
            happens = "a sign of listening is guessed as other words at first",
            during = "the agent talks",
            decision = "the agent talks on: the last word of a guess is not certain")
    @Test
    void first_guess_of_a_sign_of_listening_stops_nothing() {
        var scene = talking().at(1100).starts(1).at(1300).partial(1, "american");
        scene.at(1400).partial(1, "i think").at(1550).stops(1).at(1700).partial(1, "i see");
        scene.at(2300).understood(1, "i see");
        assertThat(scene.with("pause")).isEmpty();
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.shown).endsWith("2300 backchannel [i see]");
    }

    @Race(
            happens = "two words are understood of a sound too short for two words",
            during = "the agent talks",
            decision = "they were a sound, taken for words: the agent talks on")
    @Test
    void words_that_nobody_can_say_so_fast_stop_nothing() {
        var scene = talking().at(1100).starts(1).at(1300).stops(1).at(1400);
        scene.partial(1, "that thing").at(2000).understood(1, "that thing");
        assertThat(scene.with("cut")).isEmpty();
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "one word of a caller who spoke for the window is final",
            during = "the agent talks on",
            decision = "it counts: the agent is cut, the word is answered")
    @Test
    void one_word_counts_once_it_is_final() {
        var scene = talking().at(1100).starts(1).at(1500).partial(1, "tuesday").at(1700).stops(1);
        scene.at(2299);
        assertThat(scene.with("cut")).isEmpty();
        scene.at(2300).understood(1, "tuesday");
        assertThat(scene.with("pause")).isEmpty();
        assertThat(scene.effects.getLast()).isEqualTo("2300 cut 1");
    }

    @Race(
            happens = "the recognizer fails",
            during = "the agent is held by long speech",
            decision = "something was said: the agent is cut, the dialogue asked with no words")
    @Test
    void speech_that_was_not_understood_is_no_noise() {
        var scene = talking().at(1100).starts(1).at(2900).stops(1).at(3500);
        scene.on(new Ear.RecognitionFailed(1, ProviderFailure.ENGINE));
        assertThat(scene.effects.getLast()).isEqualTo("3500 cut 1");
        scene.at(3510).cut(1, 1, 2);
        assertThat(partner.told).endsWith("interrupted We are open from nine. On", "hear ");
    }

    @Race(
            happens = "the caller speaks again",
            during = "the agent is held and waits for words",
            decision = "the agent stays silent; the words of both count once they are enough")
    @Test
    void agent_who_is_held_does_not_go_on_over_the_caller() {
        var scene = talking().at(1100).starts(1).at(2200).stops(1).at(2500).starts(1).at(9000);
        assertThat(scene.with("pause")).containsExactly("2100 pause 1");
        assertThat(scene.partial(1, "on").with("resume")).isEmpty();
        assertThat(scene.partial(1, "on tuesday").effects.getLast()).isEqualTo("9000 cut 1");
    }

    @Race(
            happens = "a sign of listening is drawn beyond the window",
            during = "the agent talks",
            decision = "a third window passes; then the agent is held, and goes on")
    @Test
    void long_sign_of_listening_does_not_stop_the_agent() {
        var scene = talking().at(1100).starts(1).at(1500).partial(1, "mm-hm").at(2500);
        assertThat(scene.with("pause")).isEmpty();
        scene.at(2650).stops(1).at(3250).understood(1, "mm-hm right");
        assertThat(scene.with("pause")).containsExactly("2600 pause 1");
        assertThat(scene.with("resume")).containsExactly("3250 resume 1");
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "signs of listening, more than enough words",
            during = "the agent talks",
            decision = "the agent talks on")
    @Test
    void signs_of_listening_are_no_words() {
        var scene = talking().at(1100).starts(1).at(1400).partial(1, "yeah okay right");
        scene.at(1500).stops(1).at(2100).understood(1, "yeah okay right");
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.with("pause")).isEmpty();
        assertThat(scene.shown).endsWith("2100 backchannel [yeah okay right]");
    }

    @Race(
            happens = "the reply was played to its end",
            during = "its pause is on its way",
            decision = "it counts as heard whole; there is nothing to go on with")
    @Test
    void reply_that_ends_before_its_pause_is_over() {
        var scene = talking().at(1100).starts(1).at(1600).at(1605).played(1).at(1900).stops(1);
        scene.at(2600).understood(1, "tuesday");
        assertThat(scene.with("resume")).isEmpty();
        assertThat(partner.told).containsExactly("begin", "hear tuesday");
    }

    @Race(
            happens = "a key that was asked for",
            during = "the agent is held",
            decision = "the agent is cut, it does not go on first")
    @Test
    void key_cuts_an_agent_who_is_held() {
        partner.answers(
                Act.Say.of("Please type the number of your order."),
                new Act.Expect(new dev.parley.dialog.Expectation("number", List.of(), 4)));
        var scene = new Scene(partner).at(500).on(new Mouth.SentenceStarted(1, 0)).at(1000);
        scene.starts(1).at(2500).key('4');
        assertThat(scene.with("pause")).hasSize(1);
        assertThat(scene.with("resume")).isEmpty();
        assertThat(scene.with("cut")).containsExactly("2500 cut 1");
    }

    @Race(
            happens = "the caller hangs up",
            during = "the agent is held",
            decision = "the reply is cut; what was heard before the pause is recorded")
    @Test
    void hang_up_ends_a_reply_that_is_held() {
        var scene = talking().at(1100).starts(1).at(1600).on(new Input.Line.HungUp());
        scene.at(1650).cut(1, 1, 11);
        assertThat(scene.with("agent"))
                .containsExactly("1650 agent 1 cut certain [We are open from nine. On Saturday]");
        assertThat(scene.isOver()).isTrue();
    }

    @Race(
            happens = "the caller makes a sound",
            during = "the agent talks, and is set to pause",
            decision = "the agent falls silent at once and goes on when nothing came of it")
    @Test
    void agent_set_to_pause_is_held_by_the_first_sound() {
        var scene = talking(pausing()).at(1100).starts(1);
        assertThat(scene.effects.getLast()).isEqualTo("1100 pause 1");
        assertThat(scene.shown).doesNotContain("1100 caller began");
        scene.at(1250).stops(1).at(1900).understood(1, "");
        assertThat(scene.effects.getLast()).isEqualTo("1900 resume 1");
        assertThat(scene.shown).noneMatch(shown -> shown.contains("caller"));
    }

    @Test
    void agent_set_to_pause_is_cut_by_words() {
        var scene = talking(pausing()).at(1100).starts(1).at(1300).partial(1, "on");
        scene.at(1400).partial(1, "on tuesday");
        assertThat(scene.with("pause")).containsExactly("1100 pause 1");
        assertThat(scene.effects.getLast()).isEqualTo("1400 cut 1");
        assertThat(scene.shown).contains("1400 caller began");
    }

    @Race(
            happens = "the caller makes a sound",
            during = "a sentence that the law requires is said, and the agent is set to pause",
            decision = "it is not paused")
    @Test
    void protected_sentence_is_not_paused() {
        partner.answers(LAW, Act.Say.of("Which day?"));
        var scene = new Scene(partner, ConversationSettings.defaults().with(pausing())).at(500);
        scene.starts(1).at(1500);
        assertThat(scene.with("pause")).isEmpty();
        assertThat(scene.sentencePlayed(1, 0).effects.getLast()).isEqualTo("1500 pause 1");
    }

    @Race(
            happens = "a noise held on for the window and stopped",
            during = "a sentence that the law requires is said",
            decision = "nothing was said: the reply is not stopped when it may be")
    @Test
    void noise_under_a_protected_sentence_stops_nothing() {
        partner.answers(LAW, Act.Say.of("Which day?"));
        var scene = new Scene(partner).at(500).starts(1).at(1300).stops(1).at(2000);
        scene.understood(1, "").at(3000).sentencePlayed(1, 0).at(9000).played(1);
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.with("pause")).isEmpty();
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "the caller interrupts again",
            during = "the cooldown after an interruption",
            decision = "the agent talks on until it is over; the words are kept")
    @Test
    void interruption_in_the_cooldown_comes_at_its_end() {
        partner.answers(Act.Say.of("We are open from nine.", "Which day?"));
        partner.answers(Act.Say.of("On Tuesday we open at ten.", "At what time?"), tool());
        var cooling = with(By.EITHER, Duration.ofSeconds(4), OnSpeech.TALK_ON);
        var scene = new Scene(partner, ConversationSettings.defaults().with(cooling)).at(1000);
        scene.starts(1)
                .at(1200)
                .partial(1, "on")
                .at(1300)
                .partial(1, "on tuesday")
                .cut(1, 0, 2)
                .at(1500)
                .stops(1);
        scene.at(2100).understood(1, "on tuesday").at(3000).starts(2).at(3300);
        scene.partial(2, "at").partial(2, "at nine o'clock");
        assertThat(scene.with("0 cut ")).containsExactly("1300 cut 1");
        scene.at(5300);
        assertThat(scene.with("0 cut ")).containsExactly("1300 cut 1", "5300 cut 2");
    }

    private static Act tool() {
        return new Act.CallTool(1, "find", java.util.Map.of(), "");
    }

    @Race(
            happens = "two words are guessed at once",
            during = "the agent talks",
            decision =
                    "the agent talks on until the next guess begins the same: a hum is often guessed so")
    @Test
    void two_words_guessed_at_once_wait_for_the_next_guess() {
        var scene = talking().at(1100).starts(1).at(1400).partial(1, "it makes");
        scene.at(1700).partial(1, "mm-hm").at(1750).stops(1).at(2300).understood(1, "mm-hm");
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.with("pause")).isEmpty();
    }

    @Race(
            happens = "one or two words are understood where a sign of listening was guessed",
            during = "the agent talks",
            decision = "it was a hum; what goes on from the sign interrupts")
    @Test
    void hum_that_is_taken_for_words_in_the_end_stops_nothing() {
        var scene = talking().at(1100).starts(1).at(1400).partial(1, "mm-hm").at(1650).stops(1);
        scene.at(2300).understood(1, "the rich");
        assertThat(scene.with("cut")).isEmpty();
        scene.at(4000).starts(2).at(4300).partial(2, "okay").at(4650).stops(2);
        scene.at(5300).understood(2, "okay stop");
        assertThat(scene.effects.getLast()).isEqualTo("5300 cut 1");
    }

    @Test
    void guess_that_comes_after_the_sound_waits_for_the_final_words() {
        var scene = talking().at(1100).starts(1).at(1300).partial(1, "he").at(1500).stops(1);
        scene.at(1700).partial(1, "he let");
        assertThat(scene.with("cut")).isEmpty();
        scene.at(2150).understood(1, "he let me");
        assertThat(scene.effects.getLast()).isEqualTo("2150 cut 1");
    }

    @Test
    void by_words_alone_no_length_of_speech_stops_the_agent() {
        var scene = talking(with(By.WORDS, Duration.ZERO, OnSpeech.TALK_ON)).at(1100).starts(1);
        scene.at(4000);
        assertThat(scene.with("pause")).isEmpty();
        scene.partial(1, "on");
        assertThat(scene.partial(1, "on tuesday").effects.getLast()).isEqualTo("4000 cut 1");
    }

    @Test
    void by_voice_alone_words_wait_for_the_window() {
        var scene = talking(with(By.VOICE, Duration.ZERO, OnSpeech.TALK_ON)).at(1100).starts(1);
        scene.at(1300).partial(1, "on tuesday at nine").at(1599);
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.at(1600).effects.getLast()).isEqualTo("1600 cut 1");
    }

    @Test
    void greeting_is_finished_first_if_it_is_protected() {
        partner.answers(Act.Say.of("Hello, this is the garage.", "What can I do for you?"));
        partner.answers(Act.Say.of("Which day?"));
        var protectedGreeting =
                new InterruptionSettings(
                        true,
                        By.EITHER,
                        NORMAL.minSpeech(),
                        2,
                        true,
                        Duration.ZERO,
                        OnSpeech.PAUSE,
                        NORMAL.falseStopTimeout(),
                        true,
                        false);
        var scene =
                new Scene(partner, ConversationSettings.defaults().with(protectedGreeting)).at(500);
        scene.starts(1).at(900).partial(1, "an oil change").at(1500).stops(1).at(2100);
        scene.understood(1, "an oil change").at(4000);
        assertThat(scene.with("cut")).isEmpty();
        scene.sentencePlayed(1, 0).sentencePlayed(1, 1).played(1);
        assertThat(partner.told).endsWith("hear an oil change");
        scene.at(5000).starts(2).at(5200).partial(2, "well").at(5300);
        scene.partial(2, "well on tuesday");
        assertThat(scene.effects.getLast()).isEqualTo("5300 cut 2");
    }

    @Test
    void agent_who_cannot_be_interrupted_keeps_the_words_for_afterwards() {
        var never =
                new InterruptionSettings(
                        false,
                        By.EITHER,
                        NORMAL.minSpeech(),
                        2,
                        false,
                        Duration.ZERO,
                        OnSpeech.PAUSE,
                        NORMAL.falseStopTimeout(),
                        true,
                        false);
        var scene = talking(never).at(1100).starts(1).at(2500).partial(1, "on tuesday please");
        scene.stops(1).at(3100).understood(1, "on tuesday please").at(6000);
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.with("pause")).isEmpty();
        scene.played(1);
        assertThat(partner.told).containsExactly("begin", "hear on tuesday please");
    }

    @Test
    void without_resuming_a_noise_is_answered() {
        var scene = talking(NORMAL.withoutWords()).at(1100).starts(1).at(1600);
        assertThat(scene.effects.getLast()).isEqualTo("1600 cut 1");
        scene.cut(1, 1, 0).at(1900).stops(1).at(2500).understood(1, "");
        assertThat(partner.told).endsWith("hear ");
    }

    @Race(
            happens = "the agent's own words come back through a loudspeaker",
            during = "the agent talks, with the echo guard on",
            decision = "they do not count; a reply they held goes on")
    @Test
    void own_words_do_not_stop_the_agent() {
        partner.complete = Completeness.COMPLETE;
        var guarded = with(By.EITHER, Duration.ZERO, OnSpeech.TALK_ON);
        var scene = talking(guarded).at(1100).starts(1).at(1500).partial(1, "on saturday from");
        assertThat(scene.with("cut")).isEmpty();
        scene.at(2400).stops(1).at(2700).understood(1, "on saturday from den");
        assertThat(scene.with("pause")).containsExactly("2100 pause 1");
        assertThat(scene.with("resume")).containsExactly("2700 resume 1");
        assertThat(scene.shown).noneMatch(shown -> shown.contains("backchannel"));
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "the agent's last words come back through a loudspeaker",
            during = "the agent has finished, with the echo guard on",
            decision = "they are no answer")
    @Test
    void own_words_are_no_answer() {
        var guarded = with(By.EITHER, Duration.ZERO, OnSpeech.TALK_ON);
        var scene = talking(guarded).on(new Mouth.SentenceStarted(1, 2)).at(1500).starts(1);
        scene.at(1700).played(1).at(2000).stops(1).at(2600).understood(1, "which day");
        assertThat(partner.told).containsExactly("begin");
    }

    @Test
    void other_words_under_the_agents_voice_are_no_echo() {
        assertThat(Echo.isEcho("on saturday from ten", "On Saturday, from ten.")).isTrue();
        assertThat(Echo.isEcho("on saturday i am away", "On Saturday, from ten.")).isFalse();
        assertThat(Echo.isEcho("ten ten ten", "On Saturday, from ten.")).isFalse();
        assertThat(Echo.isEcho("", "On Saturday, from ten.")).isFalse();
    }

    @Test
    void signs_of_listening_are_known_in_every_language_with_a_list() {
        var english = signs("en-US");
        assertThat(english.areAll("Mm-hm, okay.")).isTrue();
        assertThat(english.areAll("okay tuesday")).isFalse();
        assertThat(english.areAll(" ")).isFalse();
        assertThat(signs("de-DE").areAll("ja genau")).isTrue();
        assertThat(english.areAll("I see. All right.")).isTrue();
        assertThat(english.areAll("i")).isFalse();
        assertThat(english.areAll("i see tuesday")).isFalse();
        assertThat(english.areAll("all my tires")).isFalse();
        assertThat(signs("fr").areAll("oui d'accord")).isTrue();
        assertThat(signs("fr").areAll("oui mardi")).isFalse();
        assertThat(signs("es").areAll("vale claro")).isTrue();
        assertThat(signs("xx").areAll("uh-huh")).isTrue();
    }

    @Test
    void guess_may_become_a_sign_of_listening_while_only_its_last_word_says_otherwise() {
        var english = signs("en-US");
        assertThat(english.mayBecomeAll("american")).isTrue();
        assertThat(english.mayBecomeAll("okay american")).isTrue();
        assertThat(english.mayBecomeAll("i think")).isTrue();
        assertThat(english.mayBecomeAll("i think not")).isFalse();
        assertThat(english.mayBecomeAll("excuse me")).isFalse();
        assertThat(english.mayBecomeAll("no wait")).isFalse();
    }

    private static ListeningSigns signs(String language) {
        return new ListeningSigns(Backchannels.of(language));
    }
}
