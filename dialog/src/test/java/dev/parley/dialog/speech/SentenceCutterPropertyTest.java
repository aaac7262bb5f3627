package dev.parley.dialog.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.speech.SentenceCutter.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Any text in any pieces: the same sentences, with every character of the text in its order.
class SentenceCutterPropertyTest {
    private static final List<String> PARTS =
            List.of(
                    "hello",
                    "Dr",
                    "z",
                    "B",
                    "e.g",
                    "No",
                    "U.S",
                    "p.m",
                    "3",
                    "2026",
                    "1,200",
                    "am",
                    "Mai",
                    "The",
                    "Dann",
                    "I",
                    "https://x.org/a.b",
                    "a@b.de",
                    "(",
                    ")",
                    "\"",
                    "„",
                    "“",
                    "*",
                    "**",
                    "`",
                    "``",
                    "```",
                    "\n",
                    "\n\n",
                    "- ",
                    "# ",
                    ".",
                    ".",
                    ".",
                    "?",
                    "!",
                    "…",
                    "...",
                    ",",
                    ";",
                    ":",
                    " - ",
                    "—",
                    " ",
                    " ",
                    " ",
                    " ",
                    "  ",
                    "\u00a0",
                    "😀",
                    "\ud83d",
                    "\ude00",
                    "\u200d",
                    "\u0000",
                    "é",
                    "ß");

    private static String text(SplittableRandom random, int parts) {
        var text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    private static Settings settings(SplittableRandom random) {
        var languages = SpokenLanguage.values();
        return new Settings(
                languages[random.nextInt(languages.length)],
                random.nextInt(5),
                40 + random.nextInt(100));
    }

    @Test
    void every_split_in_two_gives_the_same_sentences() {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 1_500; round++) {
            var settings = settings(random);
            var text = text(random, 40);
            var whole = sentences(settings, List.of(text));
            for (int split = 0; split <= text.length(); split++) {
                var pieces = List.of(text.substring(0, split), text.substring(split));
                assertThat(sentences(settings, pieces)).as(text).isEqualTo(whole);
            }
        }
    }

    @Test
    void every_table_row_gives_the_same_sentences_at_every_split() {
        for (var row : SentenceCutterTest.english()) {
            var settings = Settings.of(SpokenLanguage.ENGLISH);
            var whole = sentences(settings, List.of(row));
            for (int split = 0; split <= row.length(); split++) {
                var pieces = List.of(row.substring(0, split), row.substring(split));
                assertThat(sentences(settings, pieces)).isEqualTo(whole);
            }
        }
    }

    @Test
    void any_pieces_lose_and_invent_nothing_and_memory_has_a_bound() {
        var random = new SplittableRandom(2);
        for (int round = 0; round < 1_000; round++) {
            var settings = settings(random);
            var text = text(random, 300);
            var cutter = new SentenceCutter(settings);
            var sentences = new ArrayList<Sentence>();
            for (int at = 0; at < text.length(); ) {
                int next = Math.min(text.length(), at + random.nextInt(12));
                sentences.addAll(cutter.add(text.substring(at, next)));
                assertThat(cutter.waiting()).isLessThan(settings.maxChars());
                at = next;
            }
            sentences.addAll(cutter.finish());
            var joined = sentences.stream().map(Sentence::text).collect(Collectors.joining());
            assertThat(dense(joined)).isEqualTo(dense(text));
            assertThat(sentences)
                    .allMatch(sentence -> sentence.text().length() <= settings.maxChars());
            assertThat(sentences).isEqualTo(sentences(settings, List.of(text)));
        }
    }

    private static List<Sentence> sentences(Settings settings, List<String> pieces) {
        var cutter = new SentenceCutter(settings);
        var sentences = new ArrayList<Sentence>();
        pieces.forEach(piece -> sentences.addAll(cutter.add(piece)));
        sentences.addAll(cutter.finish());
        return sentences;
    }

    private static String dense(String text) {
        return text.chars()
                .filter(c -> !Letters.isSpace(c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
