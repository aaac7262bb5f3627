package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PhraseListTest {
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);

    static List<SlotType> slots() {
        var time = new TimeSlot(LocalTime.of(8, 0), LocalTime.of(18, 0), 15);
        return List.of(
                new YesNoSlot(),
                new DateSlot(),
                time,
                new DateTimeSlot(new DateSlot(), time),
                new DigitsSlot(10, 10),
                new DigitsSlot(1, 5),
                new MenuSlot(
                        List.of(
                                new MenuSlot.Option("a", "an oil change", List.of("an oil change")),
                                new MenuSlot.Option("b", "a repair", List.of("a repair"))),
                        List.of("i need", "i would like"),
                        true));
    }

    /// Draws sentences by a walk of its own and counts their word pairs in the list.
    @ParameterizedTest
    @MethodSource("slots")
    void every_word_pair_of_the_language_is_held_three_times(SlotType slot) {
        var phrases = PhraseList.of(slot.grammar(), 3000, 7);
        Map<String, Integer> counts = new HashMap<>();
        for (var phrase : phrases) {
            pairs(phrase).forEach(pair -> counts.merge(pair, 1, Integer::sum));
        }
        Set<String> needed = new HashSet<>();
        var random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            needed.addAll(pairs(String.join(" ", sentence(slot.grammar(), random))));
        }
        assertThat(needed).isNotEmpty();
        for (var pair : needed) {
            assertThat(counts.getOrDefault(pair, 0)).as(pair).isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("slots")
    void phrases_are_sentences_of_the_grammar_and_at_most_3000(SlotType slot) {
        var graph = PhraseGraph.of(slot.grammar());
        var phrases = PhraseList.of(slot.grammar(), 3000, 7);
        assertThat(phrases).hasSizeLessThanOrEqualTo(3000).isNotEmpty();
        for (var phrase : phrases) {
            var words = List.of(phrase.split(" "));
            assertThat(graph.accepts(words)).as(phrase).isTrue();
            assertThat(graph.begins(words.subList(0, words.size() / 2))).isTrue();
        }
    }

    /// Dates that do not exist are in the grammar, and hours that are not on a clock are not.
    @ParameterizedTest
    @MethodSource("slots")
    void what_the_recognizer_is_told_is_what_the_slot_reads(SlotType slot) {
        var understood = new ArrayList<String>();
        var phrases = PhraseList.of(slot.grammar(), 3000, 7);
        for (var phrase : phrases) {
            if (slot.read(Utterance.of(phrase), AT).isPresent()) {
                understood.add(phrase);
            }
        }
        boolean hasDates = slot instanceof DateSlot || slot instanceof DateTimeSlot;
        int expected = hasDates ? phrases.size() * 2 / 5 : phrases.size();
        assertThat(understood).hasSizeGreaterThanOrEqualTo(expected);
    }

    @Test
    void the_same_seed_gives_the_same_phrases() {
        var grammar = new DateSlot().grammar();
        assertThat(PhraseList.of(grammar, 3000, 7)).isEqualTo(PhraseList.of(grammar, 3000, 7));
        assertThat(PhraseList.of(grammar, 3000, 7)).isNotEqualTo(PhraseList.of(grammar, 3000, 8));
    }

    @Test
    void short_phrases_come_first() {
        var phrases = PhraseList.of(new DateSlot().grammar(), 3000, 7);
        assertThat(phrases.getFirst().split(" ")).hasSize(1);
        assertThat(phrases).contains("the day after tomorrow", "tuesday", "next tuesday");
    }

    @Test
    void a_language_with_too_many_pairs_is_refused() {
        assertThatThrownBy(() -> PhraseList.of(new DateSlot().grammar(), 100, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fit into 100 phrases");
    }

    @Test
    void a_word_must_be_one_lower_case_word() {
        assertThatThrownBy(() -> Grammar.words("Oil Change"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"Oil\"");
    }

    private static List<String> pairs(String phrase) {
        var pairs = new ArrayList<String>();
        var before = "<s>";
        for (var word : phrase.split(" ")) {
            pairs.add(before + " " + word);
            before = word;
        }
        pairs.add(before + " </s>");
        return pairs;
    }

    private static List<String> sentence(Grammar grammar, SplittableRandom random) {
        return switch (grammar) {
            case Grammar.Word(String word) -> List.of(word);
            case Grammar.Sequence(List<Grammar> parts) ->
                    parts.stream().flatMap(part -> sentence(part, random).stream()).toList();
            case Grammar.Choice(List<Grammar> options) ->
                    sentence(options.get(random.nextInt(options.size())), random);
            case Grammar.Maybe(Grammar part) ->
                    random.nextBoolean() ? sentence(part, random) : List.of();
        };
    }
}
