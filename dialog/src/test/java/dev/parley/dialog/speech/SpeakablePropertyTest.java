package dev.parley.dialog.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Any text: it is said somehow, in bounded length, no figure is lost, and what was heard is told
/// in whole words.
class SpeakablePropertyTest {
    private static final List<Speakable> ALL =
            List.of(
                    new Speakable(SpokenLanguage.ENGLISH, Lexicon.NONE),
                    new Speakable(SpokenLanguage.GERMAN, Lexicon.NONE));
    private static final List<String> PARTS =
            List.of(
                    "1",
                    "2",
                    "30",
                    "05",
                    "2026",
                    "1,200",
                    "1.200",
                    "3.5",
                    "½",
                    "²",
                    "٣",
                    ".",
                    ",",
                    ":",
                    "/",
                    "-",
                    "–",
                    "+",
                    "$",
                    "€",
                    "%",
                    "§",
                    "#",
                    "°",
                    "C",
                    "km/h",
                    "kg",
                    "a.m.",
                    "Uhr",
                    "May",
                    "Mai",
                    "the",
                    "am",
                    "st",
                    "th",
                    "(",
                    ")",
                    "[",
                    "]",
                    "](",
                    "<",
                    ">",
                    "<b>",
                    "&amp;",
                    "&",
                    "*",
                    "**",
                    "_",
                    "`",
                    "~",
                    "|",
                    "\n",
                    "\n- ",
                    " ",
                    " ",
                    " ",
                    " ",
                    "😀",
                    "\ud83d",
                    "\udc00",
                    "\u200b",
                    "\u0000",
                    "\u202e",
                    "é",
                    "x",
                    "AB",
                    "@",
                    "example.com",
                    "https://",
                    "www.",
                    "Dr.",
                    "z. B.",
                    "No.",
                    "…",
                    "'",
                    "\"");

    private static String text(SplittableRandom random, int parts) {
        var text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    @Test
    void any_text_is_said_without_figures_in_bounded_length() {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 6_000; round++) {
            var text = text(random, 1 + random.nextInt(30));
            for (var speakable : ALL) {
                var spoken = speakable.speak(text).spoken();
                assertThat(spoken.length()).as(text).isLessThanOrEqualTo(16 * text.length() + 16);
                assertThat(spoken.chars().noneMatch(Character::isDigit)).as(text).isTrue();
                assertThat(spoken.chars().noneMatch(Character::isISOControl)).as(text).isTrue();
                assertThat(spoken).as(text).doesNotContain("*", "`", "<", ">", "[", "#", "|", "  ");
            }
        }
    }

    @Test
    void any_characters_at_all_are_said_somehow() {
        var random = new SplittableRandom(2);
        for (int round = 0; round < 3_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
            }
            for (var speakable : ALL) {
                var spoken = speakable.speak(text.toString());
                assertThat(spoken.writtenHeard(spoken.spoken().length())).isEqualTo(text.length());
            }
        }
    }

    @Test
    void another_figure_sounds_otherwise() {
        var random = new SplittableRandom(3);
        var parts =
                PARTS.stream().filter(part -> !part.contains("]") && !part.contains("<")).toList();
        int compared = 0;
        for (int round = 0; round < 4_000; round++) {
            var text = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            int at = random.nextInt(text.length());
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                continue;
            }
            var before = text.toString();
            text.setCharAt(at, (char) ('0' + (text.charAt(at) - '0' + 1 + random.nextInt(8)) % 10));
            for (var speakable : ALL) {
                compared++;
                assertThat(speakable.speak(text.toString()).spoken())
                        .as("%s and %s", before, text)
                        .isNotEqualTo(speakable.speak(before).spoken());
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    @Test
    void what_was_heard_grows_with_the_sound_and_ends_with_a_word() {
        var random = new SplittableRandom(4);
        var texts = new ArrayList<String>();
        SpeakableTest.english().forEach(row -> texts.add(row.substring(0, row.indexOf(" =>"))));
        for (int i = 0; i < 1_000; i++) {
            texts.add(text(random, 20));
        }
        for (var text : texts) {
            for (var speakable : ALL) {
                var spoken = speakable.speak(text);
                int before = 0;
                for (int heard = 0; heard <= spoken.spoken().length(); heard++) {
                    int written = spoken.writtenHeard(heard);
                    assertThat(written).as(text).isGreaterThanOrEqualTo(before);
                    boolean endsWord =
                            written == 0
                                    || written == text.length()
                                    || Letters.isSpace(text.charAt(written));
                    assertThat(endsWord).as("%s at %s", text, heard).isTrue();
                    before = written;
                }
                assertThat(before).isEqualTo(text.length());
            }
        }
    }

    @Test
    void very_long_text_takes_time_in_proportion() {
        for (var part : List.of("a.", "1.", "1,", "<a ", "[a", "a@", "1 ", "A1", "-1", "(", "a_")) {
            for (var speakable : ALL) {
                assertThat(speakable.speak(part.repeat(20_000)).spoken()).isNotNull();
            }
        }
    }
}
