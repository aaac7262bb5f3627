package dev.parley.agents.garage.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.garage.GarageWords;
import dev.parley.dialog.InvalidFlow;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowPhrases;
import dev.parley.dialog.flow.PromptTemplate;
import dev.parley.dialog.slot.PhraseGraph;
import dev.parley.dialog.slot.PhraseList;
import dev.parley.dialog.slot.Utterance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GaragePhrasesTest {
    private static final Map<String, List<String>> NAMES = GarageWords.spoken();

    private static boolean known(String sentence) {
        var words = Utterance.of(sentence).words();
        return FlowPhrases.of(GarageFlow.FLOW).templates().stream()
                .anyMatch(template -> PhraseGraph.of(template.grammar(NAMES)).accepts(words));
    }

    @Test
    void every_sentence_with_values_is_in_the_grammar_of_its_template() {
        assertThat(
                        List.of(
                                "Thank you for calling Riverside Auto Service.",
                                "Hello Sarah.",
                                "On tuesday, november twenty fourth, I have eight o'clock, or two"
                                        + " o'clock in the afternoon.",
                                "I have an oil change for your Honda Civic, on tuesday, november"
                                        + " twenty fourth, at nine thirty.",
                                "The usual price for an oil change is between forty dollars and"
                                        + " eighty dollars.",
                                "We are open Monday to Friday, from eight o'clock to five o'clock"
                                        + " in the afternoon.",
                                "Which car is it for, Honda Civic, or Ford Focus?",
                                "I have five five five, zero one four, two three seven eight.",
                                "One moment, I am looking at the calendar."))
                .allMatch(GaragePhrasesTest::known);
        assertThat(known("On tuesday, november twenty fourth, I have a banana.")).isFalse();
    }

    @Test
    void every_template_gives_phrases_for_a_listener() {
        for (var template : FlowPhrases.of(GarageFlow.FLOW).templates()) {
            assertThat(PhraseList.of(template.grammar(NAMES), 3000, 1)).isNotEmpty();
        }
    }

    @Test
    void fixed_sentences_have_no_values_and_come_once() {
        assertThat(GarageFlow.FLOW.fixedSentences())
                .contains(
                        "Thank you for calling Riverside Auto Service.",
                        "Which day would you like?",
                        "Is that right?",
                        "One moment please, I am booking it.")
                .doesNotHaveDuplicates()
                .noneMatch(sentence -> sentence.contains("{"));
    }

    /// Words that a telephone voice makes hard to hear: no fixed sentence uses them.
    @Test
    void fixed_sentences_avoid_words_that_are_misheard() {
        assertThat(GarageFlow.FLOW.fixedSentences())
                .noneMatch(sentence ->
                        Utterance.of(sentence).words().stream()
                                .anyMatch(List.of("six", "oh", "noon")::contains));
    }

    @Test
    void no_two_questions_have_the_same_words() {
        Map<String, List<PromptTemplate.Piece>> questions = new LinkedHashMap<>();
        for (var template : FlowPhrases.of(GarageFlow.FLOW).templates()) {
            if (template.purpose() == PromptTemplate.Purpose.ASK) {
                questions
                        .computeIfAbsent(
                                template.step() + template.variant(), _ -> new ArrayList<>())
                        .addAll(template.pieces());
            }
        }
        assertThat(questions).hasSizeGreaterThan(10);
        assertThat(questions.values()).doesNotHaveDuplicates();
    }

    @Test
    void every_grammar_fits_the_recognizer_and_takes_commands() {
        assertThat(GarageFlow.FLOW.expectations())
                .allSatisfy(expectation -> {
                    assertThat(expectation.phrases()).hasSizeBetween(20, 3000);
                    assertThat(expectation.phrases()).contains("go back", "goodbye");
                    assertThat(expectation.maxDigits()).isPositive();
                });
        assertThat(GarageFlow.FLOW.expectations())
                .extracting("name")
                .contains("ask_task", "ask_service", "ask_day", "ask_time", "read_back");
    }

    /// The rule of the flow: without its confirmation it does not load.
    @Test
    void a_garage_that_books_without_asking_does_not_open() {
        var yaml =
                GarageFlow.yaml()
                        .replace(
                                "known(vehicle) and known(customer), to: read_back}",
                                "known(vehicle) and known(customer), to: book}");
        var checks = dev.parley.agents.garage.GarageFlow.checks();
        assertThatThrownBy(() -> Flow.load("garage.yaml", yaml, checks))
                .isInstanceOf(InvalidFlow.class)
                .hasMessageContaining(
                        "step \"book\" can call \"book_appointment\", which writes,"
                                + " without a confirmation for it");
    }
}
