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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /// Slots whose pairs are too many to hold each three times, or whose words are a list.
    static List<SlotType> wideSlots() {
        return List.of(
                new NameSlot(NameSlot.Part.FIRST),
                new NameSlot(NameSlot.Part.LAST),
                new NameSlot(NameSlot.Part.FULL),
                new SpelledSlot(1, 20, false),
                new SpelledSlot(2, 20, true),
                new PlateSlot(),
                new VinSlot(),
                new YearSlot(1980),
                new BirthDateSlot());
    }

    static List<SlotType> allSlots() {
        return Stream.concat(slots().stream(), wideSlots().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("wideSlots")
    void every_pair_of_words_and_every_listed_word_is_held(SlotType slot) {
        var phrases = PhraseList.of(slot.grammar(), 3000, 7);
        Set<String> held = new HashSet<>();
        phrases.forEach(phrase -> held.addAll(pairs(phrase)));
        if (slot instanceof NameSlot name) {
            var said = new HashSet<>(List.of(String.join(" ", phrases).split(" ")));
            assertThat(said.containsAll(listed(name.bare()))).isTrue();
            return;
        }
        var random = new SplittableRandom(11);
        for (int i = 0; i < 1_000; i++) {
            var words = String.join(" ", sentence(slot.grammar(), random));
            assertThat(held.containsAll(pairs(words))).as(words).isTrue();
        }
    }

    private static Set<String> listed(Grammar grammar) {
        return switch (grammar) {
            case Grammar.Listed(String _, Set<String> words) -> words;
            case Grammar.Sequence(List<Grammar> parts) ->
                    parts.stream()
                            .flatMap(part -> listed(part).stream())
                            .collect(Collectors.toSet());
            case Grammar.Word _, Grammar.Choice _, Grammar.Maybe _ -> Set.of();
        };
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
    @MethodSource("allSlots")
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
    @MethodSource("allSlots")
    void what_the_recognizer_is_told_is_what_the_slot_reads(SlotType slot) {
        var understood = new ArrayList<String>();
        var phrases = PhraseList.of(slot.grammar(), 3000, 7);
        for (var phrase : phrases) {
            if (slot.read(Utterance.of(phrase), AT).isPresent()) {
                understood.add(phrase);
            }
        }
        double share =
                switch (slot) {
                    case DateSlot _, DateTimeSlot _ -> 0.4;
                    // Years to come, and days that a month does not have.
                    case YearSlot _, BirthDateSlot _ -> 0.5;
                    // Doubled characters and corrections make some too long or too short.
                    case SpelledSlot _, PlateSlot _ -> 0.6;
                    // Hardly any random number has the right length and check digit.
                    case VinSlot _ -> 0;
                    case YesNoSlot _, TimeSlot _, DigitsSlot _, MenuSlot _, NameSlot _ -> 1;
                };
        var expected = (int) (phrases.size() * share);
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
            case Grammar.Listed(String _, Set<String> words) ->
                    List.of(List.copyOf(words).get(random.nextInt(words.size())));
            case Grammar.Maybe(Grammar part) ->
                    random.nextBoolean() ? sentence(part, random) : List.of();
        };
    }
}
