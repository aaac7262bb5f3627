package dev.parley.call.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.EndpointingSettings.Detection;
import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Line;
import dev.parley.call.conversation.Input.Mouth;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What happens when something happens while something else does. The table of `docs/turns.md` is
/// made of these tests.
class RacesTest {
    private static final Act QUESTION = Act.Say.of("We are open from nine.", "Which day?");
    private static final Act DIGITS = new Act.Expect(new Expectation("pin", List.of(), 4));
    private static final Act LAW = new Act.Say(List.of("This call is recorded."), false);

    private final Partner partner = new Partner();

    private static Act.CallTool tool(String filler) {
        return new Act.CallTool(1, "find", Map.of(), filler);
    }

    /// A conversation whose agent has just begun its second sentence.
    private Scene talking() {
        partner.answers(QUESTION);
        return new Scene(partner).at(1000).sentencePlayed(1, 0);
    }

    /// A conversation that answered a spoken turn at 2000 ms.
    private Scene answered() {
        partner.answers().answers(Act.Say.of("Which day?")).answers(Act.Say.of("At what time?"));
        return new Scene(partner).says(1, "oil change");
    }

    @Race(
            happens = "the caller goes on",
            during = "the final words are on their way",
            decision = "the turn is taken back, the words are joined")
    @Test
    void caller_who_goes_on_before_the_final_words_says_one_turn() {
        var scene = new Scene(partner).at(1000).starts(1).at(2000).stops(1).at(2600);
        scene.at(2650).starts(2).understood(1, "an oil change").at(3500).stops(2).at(4300);
        scene.understood(2, "on tuesday");
        assertThat(scene.with("finish")).containsExactly("2600 finish 1", "4247 finish 2");
        assertThat(partner.told).containsExactly("begin", "hear an oil change on tuesday");
    }

    @Race(
            happens = "the caller goes on under the old number",
            during = "the order to finish is on its way to the Ear",
            decision = "the same; the Ear's next number continues the burst")
    @Test
    void speech_that_crosses_the_order_to_finish_belongs_to_the_turn() {
        var scene = new Scene(partner).at(1000).starts(1).at(2000).stops(1).at(2600);
        scene.at(2601).starts(1).at(2602).starts(2).at(2650).understood(1, "an oil change");
        scene.at(3500).stops(2).at(4300).understood(2, "on tuesday");
        assertThat(partner.told).containsExactly("begin", "hear an oil change on tuesday");
    }

    @Race(
            happens = "the caller goes on under the old number",
            during = "the answer is younger than 300 ms, because the recognizer had failed early",
            decision = "dropped and counted; the Ear's next number cuts the answer")
    @Test
    void speech_that_crosses_the_answer_cuts_it_under_its_next_number() {
        partner.answers().answers(Act.Say.of("Pardon?"));
        var scene = new Scene(partner).at(1000).starts(1).at(1800).stops(1);
        scene.on(new Ear.RecognitionFailed(1, ProviderFailure.ENGINE)).at(2500).starts(1);
        assertThat(scene.with("cut")).isEmpty();
        assertThat(scene.lateInputs()).isEqualTo(1);
        assertThat(scene.at(2503).starts(2).effects.getLast()).isEqualTo("2503 cut 1");
    }

    @Race(
            happens = "final words arrive",
            during = "their turn was taken back and the agent talks",
            decision = "they count from the next guess on: with two words in all, the agent stops")
    @Test
    void final_words_of_a_turn_taken_back_count_with_the_next_guess() {
        var scene = talking().at(1100).starts(1).at(1300).stops(1).at(1900);
        scene.at(1950).starts(2).at(2000).partial(2, "tuesday");
        assertThat(scene.with("cut")).isEmpty();
        scene.at(2050).understood(1, "well").at(2100).partial(2, "tuesday");
        assertThat(scene.effects.getLast()).isEqualTo("2100 cut 1");
    }

    @Race(
            happens = "final words arrive",
            during = "their turn was given up after the recognition limit",
            decision = "dropped and counted; the dialogue had heard nothing")
    @Test
    void words_that_come_after_their_limit_are_dropped() {
        var scene = new Scene(partner).at(1000).starts(1).at(2000).stops(1).at(6000);
        scene.understood(1, "too late");
        assertThat(scene.with("cancel")).containsExactly("5600 cancel 1");
        assertThat(partner.told).containsExactly("begin", "hear ");
        assertThat(scene.lateInputs()).isEqualTo(1);
    }

    @Race(
            happens = "a tool returns",
            during = "the caller speaks",
            decision = "its result waits until the caller's turn was answered")
    @Test
    void result_waits_for_the_callers_turn() {
        partner.answers(tool(""));
        var scene = new Scene(partner).at(1000).starts(1).at(1500).toolReturns(1);
        scene.at(2000).stops(1).at(2600).understood(1, "hurry up");
        assertThat(partner.told).containsExactly("begin", "hear hurry up", "tool 1");
    }

    @Race(
            happens = "a tool returns",
            during = "the agent talks",
            decision = "its result waits until the reply was played")
    @Test
    void result_waits_for_the_agent() {
        partner.answers(Act.Say.of("One moment."), tool("")).answers(Act.Say.of("Found."));
        var scene = new Scene(partner).at(500).toolReturns(1);
        assertThat(partner.told).containsExactly("begin");
        scene.at(900).played(1);
        assertThat(scene.with("speak 2")).containsExactly("900 speak 2.0 Found.");
    }

    @Race(
            happens = "a tool returns again",
            during = "its result was used",
            decision = "dropped and counted")
    @Test
    void result_is_used_once() {
        partner.answers(tool(""));
        var scene = new Scene(partner).at(500).toolReturns(1).toolReturns(1);
        assertThat(partner.told).containsExactly("begin", "tool 1");
        assertThat(scene.lateInputs()).isEqualTo(1);
    }

    @Race(
            happens = "the dialogue stops a tool",
            during = "it runs, or its result waits for the floor",
            decision = "it is cancelled, and neither it nor its result comes to the dialogue")
    @Test
    void tool_that_is_stopped_does_not_come_back() {
        var second = new Act.CallTool(2, "count", Map.of(), "");
        partner.answers(tool(""), second).answers(new Act.StopTool(1), new Act.StopTool(2));
        var scene = new Scene(partner).at(1000).starts(1).at(1500).toolReturns(2);
        scene.at(2000).stops(1).at(2600).understood(1, "never mind").at(2700).toolReturns(1);
        assertThat(scene.with("tool"))
                .containsExactly("0 tool 1 find", "0 tool 2 count", "2600 cancel tool 1");
        assertThat(partner.told).containsExactly("begin", "hear never mind");
        assertThat(scene.lateInputs()).isEqualTo(1);
        assertThat(scene.at(20_000).with("speak 1")).isNotEmpty();
    }

    @Race(
            happens = "a tool returns",
            during = "the agent says goodbye",
            decision = "the dialogue is not asked any more")
    @Test
    void result_does_not_revive_a_call_that_closes() {
        partner.answers(Act.Say.of("Goodbye."), tool(""), new Act.End("done"));
        var scene = new Scene(partner).at(500).toolReturns(1).at(900).played(1);
        assertThat(partner.told).containsExactly("begin");
        assertThat(scene.with("hang up")).containsExactly("900 hang up COMPLETED");
    }

    @Race(happens = "a tool still runs", during = "the call ends", decision = "it is cancelled")
    @Test
    void tool_that_runs_at_the_end_is_cancelled() {
        partner.answers(tool(""));
        var scene = new Scene(partner).at(500).on(new Line.HungUp());
        assertThat(scene.with("tool")).containsExactly("0 tool 1 find", "500 cancel tool 1");
    }

    @Race(
            happens = "a tool takes long",
            during = "the caller speaks",
            decision = "the filler waits, and is said once")
    @Test
    void filler_waits_for_the_floor_and_is_said_once() {
        partner.answers(tool("One moment please."));
        var scene = new Scene(partner).at(500).starts(1).at(600).stops(1).at(1500);
        scene.understood(1, "").at(3000).played(1).at(9000);
        assertThat(scene.with("speak")).containsExactly("2200 speak 1.0 One moment please.");
    }

    @Race(
            happens = "the caller coughs, or says \"mm-hm\"",
            during = "the agent talks",
            decision = "the agent talks on, the words are dropped")
    @Test
    void caller_who_coughs_does_not_stop_the_agent() {
        var scene = talking().at(1100).starts(1).at(1400).stops(1).at(2000).understood(1, "yeah");
        assertThat(scene.with("cut")).isEmpty();
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "the caller speaks for two windows, and one word is understood",
            during = "the agent talks",
            decision =
                    "the agent falls silent; once the word is final it is cut, the dialogue learns what was heard, then the word")
    @Test
    void caller_who_speaks_long_enough_stops_the_agent() {
        var scene = talking().at(1100).starts(1).at(1700).partial(1, "tuesday").at(2099);
        assertThat(scene.with("pause")).isEmpty();
        assertThat(scene.at(2100).effects.getLast()).isEqualTo("2100 pause 1");
        assertThat(scene.shown).contains("2100 caller began");
        scene.at(2500).stops(1).at(3100).understood(1, "tuesday");
        assertThat(scene.effects.getLast()).isEqualTo("3100 cut 1");
        scene.at(3110).cut(1, 1, 7);
        assertThat(partner.told)
                .containsExactly(
                        "begin", "interrupted We are open from nine. Which", "hear tuesday");
    }

    @Race(
            happens = "two words are understood",
            during = "the agent talks",
            decision = "the agent stops before the window is over")
    @Test
    void two_words_stop_the_agent() {
        var scene = talking().at(1100).starts(1).at(1200).partial(1, "on");
        scene.at(1300).partial(1, "on tuesday");
        assertThat(scene.effects.getLast()).isEqualTo("1300 cut 1");
    }

    @Race(
            happens = "the recognizer withdraws the words that stopped the agent",
            during = "the turn is decided",
            decision = "the dialogue is asked with no words: the agent was stopped, it must answer")
    @Test
    void caller_who_stopped_the_agent_is_answered_even_without_words() {
        var scene = talking().at(1100).starts(1).at(1150).partial(1, "on");
        scene.at(1200)
                .partial(1, "on tuesday")
                .at(1210)
                .cut(1, 1, 0)
                .at(1300)
                .stops(1)
                .at(1900)
                .understood(1, "");
        assertThat(partner.told).endsWith("hear ");
    }

    @Race(
            happens = "a complete answer of one word",
            during = "the question itself sounds",
            decision = "it is the answer, the agent stops")
    @Test
    void short_answer_to_a_question_that_sounds_is_an_answer() {
        partner.complete = Completeness.COMPLETE;
        var scene = talking().on(new Mouth.SentenceStarted(1, 1)).at(1100).starts(1);
        scene.at(1400).stops(1).at(2000).understood(1, "tuesday").at(2010).cut(1, 1, 0);
        assertThat(partner.told).endsWith("hear tuesday");
    }

    @Race(
            happens = "the caller speaks for the window",
            during = "a sentence that the law requires is said",
            decision = "the sentence is finished, the words are kept and answered after it")
    @Test
    void protected_sentence_is_finished_and_the_words_are_kept() {
        partner.answers(LAW, QUESTION);
        var scene = new Scene(partner).at(500).starts(1).at(1500).stops(1).at(2100);
        scene.understood(1, "an oil change please");
        assertThat(scene.with("cut")).isEmpty();
        scene.at(3000).sentencePlayed(1, 0);
        assertThat(scene.effects.getLast()).isEqualTo("3000 cut 1");
        scene.at(3010).cut(1, 0, 22);
        assertThat(partner.told)
                .containsExactly(
                        "begin", "interrupted This call is recorded.", "hear an oil change please");
    }

    @Race(
            happens = "the reply was played to its end",
            during = "its cut is on its way",
            decision = "it counts as heard whole; the report of the cut is dropped")
    @Test
    void reply_that_ends_before_its_cut_was_heard_whole() {
        var scene = talking().at(1100).starts(1).at(1600).at(1605).played(1);
        assertThat(scene.with("agent"))
                .containsExactly("1605 agent 1 whole certain [We are open from nine. Which day?]");
        assertThat(partner.told).containsExactly("begin");
    }

    @Race(
            happens = "the report of a cut does not come",
            during = "the caller waits for an answer",
            decision = "after a second, what was reported so far is what was heard")
    @Test
    void cut_that_is_never_reported_is_not_waited_for() {
        var scene = talking().at(1100).starts(1).at(1400).partial(1, "on");
        scene.at(1500)
                .partial(1, "on tuesday")
                .at(1700)
                .stops(1)
                .at(2300)
                .understood(1, "tuesday")
                .at(5000);
        assertThat(scene.with("agent"))
                .containsExactly("2500 agent 1 cut estimated [We are open from nine.]");
        assertThat(partner.told).endsWith("hear tuesday");
    }

    @Race(
            happens = "a report about the reply before",
            during = "the next reply is said",
            decision = "dropped and counted")
    @Test
    void report_of_an_old_reply_does_not_touch_the_new_one() {
        partner.answers(Act.Say.of("One.", "Two.")).answers(Act.Say.of("Three.", "Four."));
        var scene = new Scene(partner).at(1000).played(1).says(1, "go on");
        scene.on(new Mouth.SentencePlayed(1, 1, true)).on(new Mouth.ReplyPlayed(1));
        scene.on(new Line.HungUp()).cut(2, 0, 0);
        assertThat(scene.with("agent 3")).singleElement().asString().endsWith("[]");
        assertThat(scene.lateInputs()).isEqualTo(2);
    }

    @Race(
            happens = "the caller goes on",
            during = "the answer is younger than 300 ms",
            decision =
                    "the answer is cut at once; the dialogue takes it back, the words are joined")
    @Test
    void fresh_answer_is_taken_back_and_the_words_are_joined() {
        partner.takesBack = true;
        var scene = answered().at(2200).starts(2).cut(1, -1, 0).at(3000).stops(2).at(4300);
        scene.understood(2, "on tuesday");
        assertThat(scene.with("cut")).startsWith("2200 cut 1");
        assertThat(partner.told)
                .containsExactly(
                        "begin", "hear oil change", "take back", "hear oil change on tuesday");
    }

    @Race(
            happens = "the caller goes on",
            during = "the answer is younger than 300 ms, and the dialogue cannot take it back",
            decision = "the dialogue learns that nothing was heard, then gets the new words")
    @Test
    void fresh_answer_that_cannot_be_taken_back_is_interrupted() {
        var scene = answered().at(2200).starts(2).cut(1, -1, 0).at(3000).stops(2).at(4300);
        scene.understood(2, "on tuesday");
        assertThat(partner.told)
                .containsExactly(
                        "begin", "hear oil change", "take back", "interrupted ", "hear on tuesday");
    }

    @Race(
            happens = "the caller goes on",
            during = "the answer is younger than 300 ms, and asks the next question",
            decision = "what is said answers the question before, and is recognized as such")
    @Test
    void caller_who_goes_on_still_answers_the_question_before() {
        partner.takesBack = true;
        var scene = asking().at(2200).starts(2).cut(1, -1, 0);
        assertThat(scene.with("listen"))
                .containsExactly("0 listen service", "2000 listen day", "2200 listen service");
        scene.on(new Ear.PartialWords(2, Sensitive.of("please"))).at(2700).stops(2).at(3900);
        scene.understood(2, "please");
        assertThat(partner.read).contains("oil change please").doesNotContain("please");
    }

    @Race(
            happens = "a noise",
            during = "the answer is younger than 300 ms, and asks the next question",
            decision = "the question is asked again, and what follows answers it")
    @Test
    void question_asked_again_is_listened_for_again() {
        partner.takesBack = true;
        var scene = asking().at(2200).starts(2).cut(1, -1, 0).at(2300).stops(2).at(3500);
        scene.understood(2, "");
        assertThat(scene.with("listen"))
                .containsExactly(
                        "0 listen service",
                        "2000 listen day",
                        "2200 listen service",
                        "3500 listen day");
        assertThat(scene.with("speak")).last().isEqualTo("3500 speak 2.0 Which day?");
        assertThat(partner.told)
                .containsExactly("begin", "hear oil change", "take back", "hear oil change");
    }

    @Race(
            happens = "the caller goes on",
            during = "the answer was wholly heard within 300 ms",
            decision = "the answer stands; what is said answers it")
    @Test
    void answer_that_was_heard_after_all_stands() {
        partner.takesBack = true;
        var scene = asking().at(2200).starts(2).played(1).at(2700).stops(2).at(3900);
        scene.understood(2, "on monday");
        assertThat(scene.with("listen")).last().isEqualTo("2200 listen day");
        assertThat(partner.told)
                .containsExactly(
                        "begin",
                        "hear oil change",
                        "take back",
                        "hear oil change",
                        "hear on monday");
    }

    /// The service was told, the day is asked.
    private Scene asking() {
        var service = new Act.Expect(new Expectation("service", List.of(), 0));
        var day = new Act.Expect(new Expectation("day", List.of(), 0));
        partner.answers(service).answers(Act.Say.of("Which day?"), day);
        return new Scene(partner).says(1, "oil change");
    }

    @Race(
            happens = "a noise",
            during = "the answer is younger than 300 ms",
            decision = "the answer is cut, and said again from the first sentence not heard")
    @Test
    void answer_cut_by_a_noise_is_said_again() {
        var scene = answered().at(2200).starts(2).cut(1, -1, 0).at(2300).stops(2).at(3500);
        scene.understood(2, "");
        assertThat(scene.with("speak"))
                .containsExactly("2000 speak 1.0 Which day?", "3500 speak 2.0 Which day?");
        assertThat(partner.told).containsExactly("begin", "hear oil change", "take back");
    }

    @Race(
            happens = "the caller goes on",
            during = "the answer is younger than 300 ms, but has called a tool or ends the call",
            decision = "it stands; the usual window decides")
    @Test
    void answer_with_consequences_stands() {
        partner.answers().answers(Act.Say.of("I book that."), tool(""));
        var scene = new Scene(partner).says(1, "yes").at(2200).starts(2);
        assertThat(scene.with("cut")).isEmpty();
        scene.at(3200);
        assertThat(scene.effects.getLast()).isEqualTo("3200 pause 1");
    }

    @Race(
            happens = "a key that was asked for",
            during = "the agent talks",
            decision = "the agent stops at once")
    @Test
    void key_stops_the_prompt() {
        partner.answers(QUESTION, DIGITS);
        var scene = new Scene(partner).at(500).key('1');
        assertThat(scene.effects.getLast()).isEqualTo("500 cut 1");
    }

    @Race(
            happens = "a key nobody asked for",
            during = "the agent talks",
            decision = "ignored; it only shows that the caller is there")
    @Test
    void key_nobody_asked_for_does_not_stop_the_agent() {
        assertThat(talking().at(1100).key('1').with("cut")).isEmpty();
    }

    @Race(
            happens = "keys",
            during = "a protected sentence is said",
            decision = "collected; the dialogue gets them after the sentence")
    @Test
    void keys_typed_into_a_protected_sentence_are_kept() {
        partner.answers(LAW, DIGITS);
        var scene = new Scene(partner).at(500);
        scene.key('1').key('2').key('3').key('4').at(2000);
        assertThat(partner.told).containsExactly("begin");
        scene.played(1);
        assertThat(partner.told).containsExactly("begin", "keys 1234");
    }

    @Race(
            happens = "a key",
            during = "the caller speaks, or the tone sounds like speech",
            decision = "typing wins: the utterance is cancelled, the next is void until it stops")
    @Test
    void typing_voids_what_is_heard() {
        partner.answers(DIGITS);
        var scene = new Scene(partner).at(500).starts(1).at(560).key('1').at(561).starts(2);
        scene.at(700).stops(2).at(1000).key('#');
        assertThat(scene.with("cancel")).containsExactly("560 cancel 1", "700 cancel 2");
        assertThat(partner.told).containsExactly("begin", "keys 1");
    }

    @Race(
            happens = "the caller hangs up",
            during = "the agent talks",
            decision =
                    "the reply is cut, its report awaited for a second at most, then the call ends")
    @Test
    void hang_up_waits_for_the_record_of_what_was_heard() {
        var scene = talking().at(1200).on(new Line.HungUp()).at(1220).cut(1, 1, 5);
        assertThat(scene.with("1220"))
                .startsWith("1220 agent 1 cut certain [We are open from nine. Which]");
        assertThat(scene.effects.getLast()).isEqualTo("1220 hang up CALLER_HUNG_UP");
    }

    @Race(
            happens = "the caller hangs up",
            during = "the agent says goodbye",
            decision = "the reason of the end stays")
    @Test
    void caller_who_hangs_up_during_the_goodbye_completed_the_call() {
        partner.answers(Act.Say.of("Goodbye."), new Act.End("booked"));
        var scene = new Scene(partner).at(500).on(new Line.HungUp()).cut(1, 0, 8);
        assertThat(scene.effects.getLast()).isEqualTo("500 hang up COMPLETED");
    }

    @Race(
            happens = "the longest duration is reached",
            during = "the caller speaks",
            decision = "the turn is given up, the goodbye is said")
    @Test
    void longest_call_ends_while_the_caller_speaks() {
        var scene = new Scene(partner, atMost(10)).at(9000).starts(1).at(10_000);
        assertThat(scene.with("10000"))
                .containsExactly(
                        "10000 cancel 1",
                        "10000 speak 1.0 " + Phrases.english().tooLongGoodbye(),
                        "10000 end 1");
    }

    private static ConversationSettings atMost(int seconds) {
        var normal = ConversationSettings.defaults();
        return normal.within(Duration.ofSeconds(seconds), normal.drainLimit());
    }

    @Race(
            happens = "the server reaches its drain limit",
            during = "the agent talks",
            decision = "the reply is cut, an apology said, the call ended")
    @Test
    void drain_limit_ends_the_call_politely() {
        var scene = talking().at(1200).on(new Line.DrainLimitReached()).at(1210).cut(1, 1, 0);
        scene.at(4000).played(2);
        assertThat(scene.with("speak 2.0")).containsExactly("1210 speak 2.0 " + drained());
        assertThat(scene.effects.getLast()).isEqualTo("4000 hang up DRAINED");
    }

    @Race(
            happens = "the server asks to drain",
            during = "nobody speaks",
            decision = "the next silence ends the call instead of a prompt")
    @Test
    void silence_ends_a_call_while_the_server_drains() {
        var scene = new Scene(partner).at(1000).on(new Line.DrainRequested()).at(15_000);
        assertThat(scene.with("speak")).containsExactly("15000 speak 1.0 " + drained());
    }

    @Race(
            happens = "a sentence cannot be spoken",
            during = "the agent talks",
            decision = "the reply is cut and an apology ends the call; if that fails too, at once")
    @Test
    void failed_speech_ends_the_call() {
        var scene = talking();
        scene.on(new Mouth.SpeechFailed(1, 1, ProviderFailure.ENGINE)).cut(1, 1, 0);
        scene.at(1500).on(new Mouth.SpeechFailed(2, 0, ProviderFailure.ENGINE)).cut(2, -1, 0);
        assertThat(scene.with("speak 2")).hasSize(1);
        assertThat(scene.effects.getLast()).isEqualTo("1500 hang up FAILED");
    }

    @Race(
            happens = "the recognizer fails",
            during = "the caller speaks",
            decision = "the turn has no words; the third in a row ends the call")
    @Test
    void third_failure_of_the_recognizer_ends_the_call() {
        var scene = new Scene(partner);
        for (int turn = 1; turn <= 3; turn++) {
            scene.at(turn * 5000L).starts(turn).at(turn * 5000L + 1000).stops(turn);
            scene.on(new Ear.RecognitionFailed(turn, ProviderFailure.ENGINE));
            scene.at(turn * 5000L + 3000);
        }
        assertThat(partner.told).containsExactly("begin", "hear ", "hear ");
        assertThat(scene.with("broken")).hasSize(1);
    }

    @Race(
            happens = "a noise",
            during = "the silence is counted",
            decision = "it pauses the count and does not restart it")
    @Test
    void noise_does_not_hold_the_silence_prompt_back_for_ever() {
        var scene = new Scene(partner).at(10_000).starts(1).at(10_100).stops(1).at(10_700);
        scene.understood(1, "").at(30_000);
        assertThat(scene.with("speak"))
                .containsExactly("15700 speak 1.0 " + Phrases.english().areYouThere());
    }

    @Race(
            happens = "a deadline passes",
            during = "an input already lies in the mailbox",
            decision = "the input comes first; what is still due then fires in the same step")
    @Test
    void input_in_the_mailbox_comes_before_the_deadline() {
        var scene = talking().at(1100).starts(1).skipTo(1700).stops(1);
        assertThat(scene.with("cut")).isEmpty();
        scene.skipTo(10_000).on(new Ear.MediaResumed(0));
        assertThat(scene.effects).contains("10000 finish 1");
    }

    @Race(
            happens = "the carrier delivers no sound",
            during = "the caller speaks",
            decision = "the speech has stopped there")
    @Test
    void stalled_line_ends_the_speech() {
        var scene = new Scene(partner).at(1000).starts(1).at(2000);
        scene.on(new Ear.MediaStalled(2000)).at(2600);
        assertThat(scene.effects.getLast()).isEqualTo("2600 finish 1");
    }

    @Race(
            happens = "the sound never ends",
            during = "the caller's turn",
            decision = "after a minute it is answered nevertheless; the rest of the sound is void")
    @Test
    void television_does_not_hold_the_floor_for_ever() {
        var scene = new Scene(partner).at(1000).starts(1).at(61_000).starts(2);
        scene.at(61_100).understood(1, "").at(62_000).stops(2);
        assertThat(scene.with("61000")).containsExactly("61000 finish 1");
        assertThat(partner.told).containsExactly("begin", "hear ");
        assertThat(scene.with("cancel")).containsExactly("62000 cancel 2");
    }

    @Race(
            happens = "the rest of a sound that never ends",
            during = "its turn was answered at once",
            decision = "void: it does not take the answer back")
    @Test
    void rest_of_an_endless_sound_does_not_cut_the_answer() {
        partner.answers().answers(Act.Say.of("Pardon?"));
        var scene = new Scene(partner).at(1000).starts(1);
        scene.on(new Ear.RecognitionFailed(1, ProviderFailure.ENGINE)).at(61_003).starts(2);
        assertThat(scene.with("speak")).containsExactly("61000 speak 1.0 Pardon?");
        assertThat(scene.with("cut")).isEmpty();
    }

    @Race(
            happens = "the recognizer tells the end of the turn",
            during = "the caller goes on already",
            decision = "it holds no longer: the next silence counts anew")
    @Test
    void end_told_before_the_caller_went_on_does_not_end_the_turn() {
        var endpointing = EndpointingSettings.defaults().with(Detection.RECOGNIZER);
        var scene = new Scene(partner, ConversationSettings.defaults().with(endpointing));
        scene.at(1000).starts(1).at(1800).on(new Ear.EndOfTurn(1, 0.9)).stops(1);
        scene.at(1850).starts(2).at(2500).stops(2).at(9000);
        assertThat(scene.with("finish")).containsExactly("1800 finish 1", "4300 finish 2");
    }

    @Race(
            happens = "the recognizer tells the end of a turn",
            during = "that turn is over",
            decision = "dropped and counted")
    @Test
    void end_of_a_turn_that_is_over_is_dropped() {
        var scene = new Scene(partner).says(1, "oil change");
        scene.on(new Ear.EndOfTurn(1, 0.9)).on(new Ear.EagerEndOfTurn(1)).at(2500);
        assertThat(scene.on(new Ear.TurnResumed(1)).lateInputs()).isEqualTo(3);
    }

    @Race(
            happens = "the talk key is pressed again",
            during = "the final words are on their way",
            decision = "the turn is opened again, the words are joined")
    @Test
    void talk_key_pressed_again_opens_the_turn_again() {
        var scene = byHand().at(1000).on(new Line.TurnOpened()).starts(1).at(2000).stops(1);
        scene.on(new Line.TurnClosed()).at(2050).on(new Line.TurnOpened()).starts(2);
        scene.understood(1, "an oil change").at(3000).stops(2).on(new Line.TurnClosed());
        scene.understood(2, "on tuesday");
        assertThat(partner.told).containsExactly("begin", "hear an oil change on tuesday");
    }

    @Race(
            happens = "the talk key is let go",
            during = "the caller still sounds",
            decision = "the turn is over; the rest of the sound is void")
    @Test
    void sound_after_the_talk_key_was_let_go_is_void() {
        partner.answers().answers(Act.Say.of("Pardon?"));
        var scene = byHand().at(1000).on(new Line.TurnOpened()).starts(1).at(2000);
        scene.on(new Line.TurnClosed()).starts(2).understood(1, "tuesday").at(2500).stops(2);
        assertThat(scene.with("cancel")).containsExactly("2500 cancel 2");
        assertThat(scene.with("cut")).isEmpty();
    }

    @Race(
            happens = "the connection breaks",
            during = "the talk key is down",
            decision = "the turn is over; it is answered when the caller is back")
    @Test
    void broken_connection_lets_the_talk_key_go() {
        var scene = byHand().at(1000).on(new Line.TurnOpened()).starts(1).at(2000).away();
        scene.understood(1, "tuesday").at(3000);
        assertThat(partner.told).containsExactly("begin");
        scene.back();
        assertThat(partner.told).containsExactly("begin", "hear tuesday");
    }

    private Scene byHand() {
        var endpointing = EndpointingSettings.defaults().with(Detection.MANUAL);
        return new Scene(partner, ConversationSettings.defaults().with(endpointing));
    }

    private static String drained() {
        return Phrases.english().drainGoodbye();
    }
}
