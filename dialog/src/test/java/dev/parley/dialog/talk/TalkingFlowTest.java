package dev.parley.dialog.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.flow.FlowDialogue;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TalkingFlowTest {
    private static final String ODD = "well my brakes sort of squeal";

    @Test
    void plain_answer_asks_no_model() {
        var call = TalkedFlow.begun().hear("book an appointment");
        assertThat(call.asksModel()).isFalse();
        assertThat(call.said()).last().isEqualTo("Which service is it?");
    }

    @Test
    void words_that_the_flow_does_not_know_are_given_to_the_model_with_the_tools_of_the_question() {
        var call = TalkedFlow.begun().hear(ODD);
        assertThat(call.asksModel()).isTrue();
        assertThat(call.tool("answer")).contains("\"task\"").contains("[\"book\",\"ask\"]");
        assertThat(call.tool("go")).contains("complaint").contains("person").contains("repeat");
        assertThat(call.messages()).last().asString().contains(ODD);
        assertThat(call.instruction())
                .contains("It is \"Saturday, 2026-11-21\"")
                .contains("What can I do for you?");
    }

    @Test
    void value_that_the_model_finds_walks_the_flow_as_if_it_had_been_said() {
        var call = TalkedFlow.begun().hear(ODD).answers("{\"task\":\"book\"}");
        assertThat(call.acts(Act.StopGenerating.class)).hasSize(1);
        assertThat(call.said()).last().isEqualTo("Which service is it?");
        assertThat(call.hear("the squeaky thing").answers("{\"service\":\"brakes\"}").said())
                .containsExactly("Is it Honda, or Ford?");
    }

    @Test
    void answers_to_later_questions_in_the_same_breath_are_taken_where_they_are_asked() {
        var call = TalkedFlow.begun().hear(ODD + " on tuesday");
        assertThat(call.tool("answer"))
                .contains("\"service\"")
                .as("what proves who the caller is, is for the caller to say")
                .doesNotContain("\"pin\"");
        call.answers("{\"task\":\"book\",\"service\":\"brakes\",\"day\":\"2026-11-24\"}");
        assertThat(call.said()).containsExactly("Is it Honda, or Ford?");
        assertThat(call.hear("honda").said())
                .as("what was said before counts no more once the caller was asked")
                .containsExactly("Which day?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"day\":\"2026-11-20\"}",
                "{\"day\":\"2026-02-30\"}",
                "{\"day\":\"2028-01-01\"}",
                "{\"day\":\"tuesday\"}",
                "{\"day\":5}",
                "{\"day\":\"2026-11-24\",\"time\":\"25:00\"}",
                "{\"day\":\"2026-11-24\",\"colour\":\"red\"}",
                "{\"service\":\"oil\"}",
                "{}",
                "[]",
                "nonsense",
                "{\"day\":null}",
                "{\"day\":\"2026-11-24\",\"day\":\"2026-11-25\"}"
            })
    void value_that_does_not_pass_is_refused_with_the_reason_and_the_model_may_try_again(
            String json) {
        var call =
                TalkedFlow.begun().hear("book an appointment").hear("a brake check").hear("honda");
        call.hear("whenever my mother is in town").answers(json);
        assertThat(call.notes()).containsExactly("model-refused");
        assertThat(call.said()).isEmpty();
        call.done();
        assertThat(call.asksModel()).isTrue();
        assertThat(call.messages()).last().asString().contains("refused");
        assertThat(call.answers("{\"day\":\"2026-11-24\",\"time\":\"09:30\"}").said())
                .contains("a brake check on tuesday, november twenty fourth, at nine thirty.");
    }

    @Test
    void call_that_may_cost_no_more_is_led_on_by_the_flow() {
        var call = TalkedFlow.begun();
        assertThat(call.dialogue.wrapUp()).anyMatch(Act.Say.class::isInstance);
    }

    @Test
    void what_it_will_ask_is_foreseen_exactly_and_changes_nothing() {
        var call = TalkedFlow.begun().hear("book an appointment").hear("well it is odd");
        call.writes("We look after brakes too.").done();
        assertThat(call.dialogue.foresee(Sensitive.of("a brake check"))).isEmpty();
        assertThat(call.dialogue.foresee(Sensitive.of(""))).isEmpty();
        var another = call.dialogue.foresee(Sensitive.of("my brakes are odd"));
        var foreseen = call.dialogue.foresee(Sensitive.of(ODD));
        assertThat(foreseen).isNotEqualTo(another).contains(call.hear(ODD).request());
    }

    @Test
    void model_that_fits_nothing_twice_leaves_it_to_the_flow() {
        var call = TalkedFlow.begun().hear(ODD).answers("{\"task\":\"fly\"}").done();
        assertThat(call.answers("{\"task\":\"sing\"}").done().said())
                .containsExactly("Sorry.", "Book, or ask?");
    }

    @Test
    void yes_to_what_is_written_is_never_taken_from_a_model() {
        for (var json :
                new String[] {
                    "{\"not_right\":\"no\"}",
                    "{\"confirmed\":true}",
                    "{\"yes\":true}",
                    "{\"service\":\"brakes\"}",
                    "{\"service\":\"brakes\",\"day\":\"2026-11-24\",\"time\":\"09:30\"}"
                }) {
            var call = TalkedFlow.readBack();
            assertThat(call.said()).last().isEqualTo("Is that right?");
            call.hear("i guess you could say so my friend");
            assertThat(call.tool("answer")).doesNotContain("yes").doesNotContain("boolean");
            call.answers(json);
            assertThat(call.acts(Act.CallTool.class)).as(json).isEmpty();
            call.done().answers(json).done();
            assertThat(call.acts(Act.CallTool.class)).as(json).isEmpty();
            assertThat(call.said()).as(json).last().isEqualTo("Yes or no?");
        }
        assertThat(TalkedFlow.readBack().hear("yes").acts(Act.CallTool.class)).hasSize(1);
    }

    @Test
    void model_may_say_that_a_value_is_wrong_or_bring_the_better_one() {
        var call = TalkedFlow.readBack().hear("hmm my wife has the car then");
        assertThat(call.answers("{\"not_right\":\"time\"}").said())
                .containsExactly("At what time?");
        call = TalkedFlow.readBack().hear("hmm my wife has the car then");
        assertThat(call.answers("{\"not_right\":\"unsaid\"}").said())
                .containsExactly("What is wrong?");
        call = TalkedFlow.readBack().hear("rather the thing with the oil");
        assertThat(call.answers("{\"service\":\"oil\"}").said())
                .first()
                .asString()
                .startsWith("an oil change on tuesday");
        assertThat(call.acts(Act.CallTool.class)).isEmpty();
        assertThat(call.hear("yes").acts(Act.CallTool.class)).hasSize(1);
    }

    @Test
    void answer_that_proves_who_the_caller_is_is_never_taken_from_a_model() {
        var call = TalkedFlow.begun().hear("ask something");
        assertThat(call.said()).containsExactly("Your four digits?");
        call.hear("my wife knows it by heart");
        assertThat(call.tool("answer")).isEmpty();
        assertThat(call.answers("{\"pin\":\"1234\"}").acts(Act.CallTool.class)).isEmpty();
        assertThat(call.done().answers("{\"pin\":\"1234\"}").acts(Act.CallTool.class)).isEmpty();
        assertThat(call.done().said()).containsExactly("Sorry.", "Four digits, please.");
        assertThat(call.hear("one two three four").acts(Act.CallTool.class)).hasSize(1);
    }

    @Test
    void what_is_about_a_person_is_told_to_the_model_only_once_they_proved_who_they_are() {
        var call = TalkedFlow.begun().hear(ODD);
        assertThat(call.instruction()).doesNotContain("Ford").doesNotContain("p1");
        call.done();
        call.hear("ask something").hear("one two three four").returned(Map.of("right", true));
        call.returned(Map.of("person", "p1", "note", "likes the blue one"));
        call.hear("what was it again that i like");
        assertThat(call.instruction()).contains("likes the blue one").contains("Ford");
        assertThat(call.instruction())
                .as("neither the proof nor the name of the file is told")
                .doesNotContain("1234")
                .doesNotContain("p1");
    }

    @Test
    void things_that_a_tool_returned_are_options_by_place_and_named_as_data_alone() {
        var call = TalkedFlow.begun().hear("book an appointment").hear("a brake check");
        call.hear("the japanese one");
        assertThat(call.tool("answer")).contains("\"maximum\":2").doesNotContain("Honda");
        assertThat(call.instruction())
                .contains("Option 1 of car: <data from=\"record\">\"Honda\"</data>");
        assertThat(call.answers("{\"car\":1}").said()).containsExactly("Which day?");
    }

    @Test
    void ways_lead_where_the_flow_says() {
        assertThat(TalkedFlow.begun().hear(ODD).goes("complaint").said())
                .containsExactly("I am sorry.", "Shall we call you back?");
        assertThat(TalkedFlow.begun().hear(ODD).goes("goodbye").acts(Act.End.class)).hasSize(1);
        var call = TalkedFlow.begun().hear("book an appointment").hear("a brake check");
        call.hear("honda").hear("hold your horses it is the other thing");
        assertThat(call.tool("go")).contains("change_service");
        assertThat(call.goes("change_service").said()).last().isEqualTo("Which service is it?");
        call.hear(ODD).goes("moon").done();
        assertThat(call.asksModel()).isTrue();
    }

    @Test
    void what_the_model_says_is_spoken_by_sentences_and_the_flow_asks_again_in_few_words() {
        var call = TalkedFlow.begun().hear("book an appointment").hear("how old is your mechanic");
        assertThat(call.writes("He is a good one. He knows every ABS").said())
                .containsExactly("He is a good one.");
        assertThat(call.writes(" there is. ").done().said())
                .containsExactly("He knows every a b s there is.", "Which service is it?");
        assertThat(call.hear("an oil change").said()).containsExactly("Is it Honda, or Ford?");
    }

    @Test
    void question_of_the_model_stands_for_that_of_the_flow() {
        var call = TalkedFlow.begun().hear("book an appointment").hear("what is best for me");
        assertThat(call.writes("Do you mean the brakes?").done().said())
                .containsExactly("Do you mean the brakes?");
        call.hear("yes");
        assertThat(call.asksModel()).isTrue();
        assertThat(call.messages()).contains("Do you mean the brakes?[]");
        assertThat(call.answers("{\"service\":\"brakes\"}").said())
                .containsExactly("Is it Honda, or Ford?");
    }

    @Test
    void yes_to_a_question_of_the_model_confirms_nothing() {
        var call = TalkedFlow.readBack().hear("do you have coffee there");
        assertThat(call.writes("We do. Shall I ").said()).containsExactly("We do.");
        call.writes("keep one for you?").hearsOnly("We do.");
        assertThat(call.hear("yes").acts(Act.CallTool.class)).isEmpty();
        assertThat(call.said()).last().isEqualTo("Is that right?");
        assertThat(call.hear("yes").acts(Act.CallTool.class)).hasSize(1);
    }

    /// Nothing is read back here that could have been missed.
    @Test
    void yes_to_a_question_of_the_model_confirms_no_task_without_values() {
        var call = TalkedFlow.begun().hear("i want to complain");
        assertThat(call.said()).last().isEqualTo("Shall we call you back?");
        call.hear("do you have coffee there").writes("We do. Shall I ");
        assertThat(call.said()).containsExactly("We do.");
        call.writes("keep one for you?").hearsOnly("We do.");
        assertThat(call.hear("yes").acts(Act.CallTool.class)).isEmpty();
        assertThat(call.said()).last().isEqualTo("Shall we call you back?");
        assertThat(call.hear("yes").acts(Act.CallTool.class)).hasSize(1);
    }

    @Test
    void after_the_model_spoke_the_read_back_is_read_again_to_its_end() {
        var call = TalkedFlow.readBack().hear("do you have coffee there");
        var said = call.writes("We do, plenty. Any milk?").done().said();
        assertThat(said).hasSize(3).last().isEqualTo("Is that right?");
        call.hearsOnly("We do, plenty. Any milk? a brake check");
        assertThat(call.hear("yes").acts(Act.CallTool.class))
                .as("the values were not heard")
                .isEmpty();
        call = TalkedFlow.readBack().hear("do you have coffee there");
        said = call.writes("We do, plenty. Any milk?").done().said();
        call.hearsOnly("We do, plenty. Any milk? " + said.get(1) + " Is");
        assertThat(call.hear("yes").acts(Act.CallTool.class)).hasSize(1);
    }

    @Test
    void only_heard_words_are_in_the_history() {
        var call = TalkedFlow.begun().hear("book an appointment").hear("tell me about you");
        call.writes("We are a family business since long ago. My father began it. ").done();
        call.hearsOnly("We are a family business since long ago. My father");
        call.hear("and your mother then");
        assertThat(call.messages())
                .contains("We are a family business since long ago. My father[]");
        assertThat(String.join("\n", call.messages())).doesNotContain("began it");
    }

    @Test
    void refusal_of_the_provider_is_no_fault_of_the_callers_words() {
        var call = TalkedFlow.begun().hear("something nasty").fails(ProviderFailure.CONTENT);
        assertThat(call.said())
                .containsExactly("I cannot talk about that.", "What can I do for you?");
        call.hear("something nasty").ends(Finish.Reason.CONTENT);
        assertThat(call.said())
                .containsExactly("I cannot talk about that.", "What can I do for you?");
        assertThat(call.notes()).doesNotContain("not-understood");
    }

    @ParameterizedTest
    @EnumSource(value = ProviderFailure.class, mode = EnumSource.Mode.EXCLUDE, names = "CONTENT")
    void failure_of_the_model_leaves_the_turn_to_the_flow(ProviderFailure kind) {
        var call = TalkedFlow.begun().hear(ODD).fails(kind);
        assertThat(call.said()).containsExactly("Sorry.", "Book, or ask?");
        assertThat(call.notes()).contains("model-failed", "not-understood");
        assertThat(call.hear("book an appointment").said()).contains("Which service is it?");
    }

    @Test
    void failure_in_the_middle_of_a_sentence_brings_back_the_question() {
        var call = TalkedFlow.begun().hear("how are you");
        assertThat(call.writes("I am fine. And you are probab").said())
                .containsExactly("I am fine.");
        assertThat(call.fails(ProviderFailure.NETWORK).said())
                .containsExactly("What can I do for you?");
    }

    @Test
    void model_without_a_word_or_with_nothing_to_speak_leaves_the_turn_to_the_flow() {
        for (var text : new String[] {"", "```\ncode\n```\n", "\uD83D\uDE00\uD83D\uDE00", "***"}) {
            var call = TalkedFlow.begun().hear(ODD);
            if (!text.isEmpty()) {
                call.writes(text);
            }
            assertThat(call.done().said()).as(text).containsExactly("Sorry.", "Book, or ask?");
        }
    }

    @Test
    void flood_is_cut_and_a_cut_sentence_is_not_spoken() {
        var call = TalkedFlow.begun().hear("how are you");
        assertThat(call.writes("One. Two. Three. Four. Five. Six.").said())
                .containsExactly("One.", "Two.", "Three.", "What can I do for you?");
        assertThat(call.acts(Act.StopGenerating.class)).hasSize(1);
        call = TalkedFlow.begun().hear("how are you").writes("Fine. Even though my");
        assertThat(call.ends(Finish.Reason.LENGTH).said())
                .containsExactly("What can I do for you?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I have booked you in for that.",
                "That will be $300.",
                "We can see you on March fifth.",
                "Your card number is 4111 1111 1111 1111.",
                "I was told: do not ask the open question: it is asked again after you."
            })
    void sentence_that_the_guard_blocks_is_not_said(String sentence) {
        var call = TalkedFlow.begun().hear("how are you");
        call.writes("Fine, thank you. " + sentence + " And so on. ");
        if (call.acts(Act.StopGenerating.class).isEmpty()) {
            call.done();
        }
        assertThat(call.said()).doesNotContain(sentence).last().isEqualTo("What can I do for you?");
        assertThat(String.join(" ", call.said())).doesNotContain("so on").doesNotContain("300");
    }

    @Test
    void own_rules_rephrase_and_flag_and_the_prices_of_the_operator_may_be_named() {
        var call = TalkedFlow.begun().hear("is speedy cheaper");
        assertThat(call.writes("Speedy garage is bad. They are.").said())
                .containsExactly("I only know about us.", "What can I do for you?");
        call = TalkedFlow.begun().hear("is it expensive");
        assertThat(call.writes("A first look costs $40, buddy. Then").said())
                .containsExactly("A first look costs forty dollars, buddy.");
        assertThat(call.notes()).containsExactly("flagged");
    }

    @Test
    void slow_model_is_covered_by_one_phrase() {
        var call = TalkedFlow.begun().hear(ODD);
        assertThat(call.acts(Act.Generate.class).getFirst().filler()).isEqualTo("One moment.");
        assertThat(call.request().limits().firstToken().toMillis()).isEqualTo(2_500);
    }

    @Test
    void late_pieces_change_nothing() {
        var call = TalkedFlow.begun().hear(ODD).fails(ProviderFailure.TIMED_OUT);
        assertThat(call.writes("Hello. ").last).isEmpty();
        assertThat(call.answers("{\"task\":\"book\"}").last).isEmpty();
        assertThat(call.done().last).isEmpty();
        call = TalkedFlow.begun().hear(ODD).answers("{\"task\":\"book\"}");
        assertThat(call.answers("{\"service\":\"oil\"}").last).isEmpty();
    }

    @Test
    void words_are_taken_back_as_if_never_heard_also_when_the_model_moved_the_flow_on() {
        var call = TalkedFlow.begun().hear(ODD);
        assertThat(call.dialogue.takeBack()).isTrue();
        call.hear(ODD + " so book me in").answers("{\"task\":\"book\"}");
        assertThat(call.dialogue.takeBack()).isTrue();
        call.hear(ODD + " or so");
        assertThat(call.tool("answer")).contains("\"task\"");
        assertThat(call.messages()).filteredOn(message -> message.contains("squeal")).hasSize(1);
    }

    @Test
    void caller_who_begins_anew_is_understood_by_the_flow_when_the_model_fails() {
        var call = TalkedFlow.begun().hear(ODD);
        assertThat(call.dialogue.takeBack()).isTrue();
        call.hear(ODD + " book an appointment");
        assertThat(call.asksModel()).isTrue();
        assertThat(call.fails(ProviderFailure.TIMED_OUT).said())
                .last()
                .isEqualTo("Which service is it?");
    }

    @Test
    void talk_has_an_end() {
        var call = TalkedFlow.begun();
        int turns = 0;
        while (call.acts(Act.End.class).isEmpty()) {
            call.hear("and then what happened " + "to him ".repeat(turns % 3));
            if (call.asksModel()) {
                call.writes("He lived on.").done();
            }
            assertThat(++turns).isLessThan(100);
        }
    }

    @Test
    void without_a_model_it_is_the_flow_alone() {
        var plain = new FlowDialogue(TalkedFlow.FLOW);
        var talking = TalkingFlow.of(TalkedFlow.FLOW);
        var opening = TalkedFlow.opening(false);
        assertThat(talking.begin(opening)).isEqualTo(plain.begin(opening));
        for (var words : new String[] {"", ODD, "book an appointment", "how are you", "yes"}) {
            var said = Sensitive.of(words);
            assertThat(talking.hear(said)).isEqualTo(plain.hear(said));
            talking.interrupted("What");
            plain.interrupted("What");
        }
    }
}
