package dev.parley.dialog.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.prompt.DataText.Source;
import dev.parley.dialog.speech.Table;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataTextTest {
    private static final int ROOM = 2_000;

    static List<String> injections() {
        return Table.rows(DataTextTest.class, "injections.txt").stream()
                .map(DataTextTest::unescaped)
                .toList();
    }

    private static String unescaped(String row) {
        var text = new StringBuilder();
        for (int i = 0; i < row.length(); i++) {
            if (row.startsWith("\\u", i)) {
                text.append((char) Integer.parseInt(row.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                text.append(row.charAt(i));
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("injections")
    void text_that_plays_an_instruction_stays_text(String text) {
        for (var source : Source.values()) {
            var block = DataText.block(source, text, ROOM);
            check(block);
            assertThat(DataText.read(block)).contains(text);
            assertThat(block).isEqualTo(DataText.block(source, text, ROOM));
        }
        assertThat(DataText.value(text, ROOM)).matches("\"[^\\n<>{}\\[\\]|`#~\\p{C}]*\"");
    }

    private static void check(String block) {
        assertThat(block)
                .matches("<data from=\"[a-z]+\"(?: cut=\"\\d+\")?>\"[^<>\\n\\r]*\"</data>");
        var inside = block.substring(block.indexOf('>') + 1, block.lastIndexOf('<'));
        assertThat(inside).doesNotContainPattern("[<>{}\\[\\]|`#~^\\p{C}\\p{Zl}\\p{Zp}]");
        assertThat(inside.substring(1, inside.length() - 1))
                .doesNotContainPattern("(?<!\\\\)(?:\\\\\\\\)*\"");
    }

    @Test
    void usual_words_are_readable() {
        assertThat(DataText.block(Source.CALLER, "Grüß Gott, it's 5 o'clock: 3.50 € (50%)!", ROOM))
                .isEqualTo(
                        "<data from=\"caller\">\"Grüß Gott, it's 5 o'clock: 3.50 € (50%)!\"</data>");
    }

    @Test
    void block_in_a_block_is_not_read_as_one() {
        var inner = DataText.block(Source.TOOL, "a", ROOM);
        var outer = DataText.block(Source.CALLER, inner, ROOM);
        assertThat(DataText.read(outer)).contains(inner);
        assertThat(outer.indexOf("</data>")).isEqualTo(outer.length() - "</data>".length());
        assertThat(DataText.read("<data from=\"caller\">\"a\"b\"</data>")).isNotEqualTo("a");
        assertThat(DataText.read("plain")).isEmpty();
    }

    @Test
    void long_text_is_cut_and_says_so() {
        var block = DataText.block(Source.TOOL, "x".repeat(50), 10);
        assertThat(block).isEqualTo("<data from=\"tool\" cut=\"40\">\"xxxxxxxxxx\"</data>");
        assertThat(DataText.read(DataText.block(Source.TOOL, "ab😀c", 3))).contains("ab");
        assertThat(DataText.value("abcdef", 3)).isEqualTo("\"abc\\u2026\"".replace("\\u2026", "…"));
    }

    @Test
    void any_characters_stay_inside_and_come_back() {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
            }
            var block = DataText.block(Source.CALLER, text.toString(), ROOM);
            check(block);
            assertThat(DataText.read(block)).contains(text.toString());
        }
    }
}
