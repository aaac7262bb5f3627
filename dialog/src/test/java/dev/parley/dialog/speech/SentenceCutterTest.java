package dev.parley.dialog.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.speech.Sentence.Kind;
import dev.parley.dialog.speech.SentenceCutter.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceCutterTest {
    static List<String> english() {
        return Table.rows(SentenceCutterTest.class, "sentences.en.txt");
    }

    static List<String> german() {
        return Table.rows(SentenceCutterTest.class, "sentences.de.txt");
    }

    @ParameterizedTest
    @MethodSource("english")
    void english_is_cut_where_the_table_says(String row) {
        assertThat(whole(SpokenLanguage.ENGLISH, row.replace("|", ""))).isEqualTo(cut(row));
    }

    @ParameterizedTest
    @MethodSource("german")
    void german_is_cut_where_the_table_says(String row) {
        assertThat(whole(SpokenLanguage.GERMAN, row.replace("|", ""))).isEqualTo(cut(row));
    }

    private static List<String> cut(String row) {
        return Arrays.stream(row.split("\\|")).map(String::strip).toList();
    }

    private static List<String> whole(SpokenLanguage language, String text) {
        return texts(all(new SentenceCutter(new Settings(language, 0, 400)), text));
    }

    private static List<Sentence> all(SentenceCutter cutter, String text) {
        var sentences = new ArrayList<>(cutter.add(text));
        sentences.addAll(cutter.finish());
        return sentences;
    }

    private static List<String> texts(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::text).toList();
    }

    @Test
    void sentence_is_handed_out_with_the_space_after_it() {
        var cutter = new SentenceCutter(Settings.of(SpokenLanguage.ENGLISH));
        assertThat(cutter.add("I can")).isEmpty();
        assertThat(cutter.add(" do it!")).isEmpty();
        assertThat(cutter.add(" ")).containsExactly(new Sentence("I can do it!", Kind.WHOLE));
        assertThat(cutter.add("Now we")).isEmpty();
        assertThat(cutter.waiting()).isEqualTo(6);
        assertThat(cutter.finish()).containsExactly(new Sentence("Now we", Kind.WHOLE));
        assertThat(cutter.waiting()).isZero();
        assertThat(cutter.finish()).isEmpty();
    }

    @Test
    void first_clause_goes_out_early_and_later_ones_wait_for_their_sentence() {
        var cutter = new SentenceCutter(new Settings(SpokenLanguage.ENGLISH, 4, 400));
        var text =
                "Well, I can do that for you, and gladly, too. It takes an hour or so, maybe two.";
        assertThat(all(cutter, text))
                .containsExactly(
                        new Sentence("Well, I can do that for you,", Kind.CLAUSE),
                        new Sentence("and gladly, too.", Kind.WHOLE),
                        new Sentence("It takes an hour or so, maybe two.", Kind.WHOLE));
    }

    @Test
    void after_a_very_short_sentence_a_clause_still_goes_out_early() {
        var cutter = new SentenceCutter(new Settings(SpokenLanguage.ENGLISH, 4, 400));
        assertThat(texts(all(cutter, "Sure. I have three times free, all of them in May. Which?")))
                .containsExactly(
                        "Sure.", "I have three times free,", "all of them in May.", "Which?");
    }

    @Test
    void comma_of_a_number_or_in_a_bracket_is_no_clause() {
        var cutter = new SentenceCutter(new Settings(SpokenLanguage.ENGLISH, 2, 400));
        assertThat(texts(all(cutter, "It is about 1,200 dollars (tax, fees and all) a year.")))
                .containsExactly("It is about 1,200 dollars (tax, fees and all) a year.");
    }

    @Test
    void code_is_told_apart_and_its_stops_do_not_count() {
        var cutter = new SentenceCutter(Settings.of(SpokenLanguage.ENGLISH));
        assertThat(all(cutter, "Run this.\n```sh\nls. A\n```\nDone."))
                .containsExactly(
                        new Sentence("Run this.", Kind.WHOLE),
                        new Sentence("```sh\nls. A\n```", Kind.CODE),
                        new Sentence("Done.", Kind.WHOLE));
    }

    @Test
    void code_that_is_never_closed_is_code_to_its_end() {
        var cutter = new SentenceCutter(Settings.of(SpokenLanguage.ENGLISH));
        assertThat(all(cutter, "Look: ```" + "x = 1;\n".repeat(200)))
                .hasSizeGreaterThan(3)
                .allMatch(part -> part.kind() == Kind.CODE || part.text().equals("Look:"))
                .allMatch(part -> part.text().length() <= 400);
    }

    @Test
    void text_without_a_stop_is_cut_at_a_comma_or_between_words() {
        var cutter = new SentenceCutter(new Settings(SpokenLanguage.ENGLISH, 0, 40));
        assertThat(all(cutter, "one two three four five six, seven eight nine ten eleven twelve"))
                .containsExactly(
                        new Sentence("one two three four five six,", Kind.PIECE),
                        new Sentence("seven eight nine ten eleven twelve", Kind.WHOLE));
        assertThat(texts(all(cutter, "a".repeat(100))))
                .containsExactly("a".repeat(40), "a".repeat(40), "a".repeat(20));
    }

    @Test
    void cutter_is_new_after_the_end() {
        var cutter = new SentenceCutter(Settings.of(SpokenLanguage.ENGLISH));
        assertThat(all(cutter, "```\nnever closed")).hasSize(1);
        assertThat(texts(all(cutter, "I can do that for you, sure. Fine.")))
                .containsExactly("I can do that for you,", "sure.", "Fine.");
    }

    @Test
    void space_alone_is_no_sentence_and_takes_no_room() {
        var cutter = new SentenceCutter(Settings.of(SpokenLanguage.ENGLISH));
        assertThat(cutter.add(" \n\t\u00a0".repeat(10_000))).isEmpty();
        assertThat(cutter.waiting()).isZero();
        assertThat(cutter.finish()).isEmpty();
    }
}
