package dev.parley.dialog.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {
    private static final List<String> PIECES =
            List.of(
                    "a",
                    "b",
                    ".",
                    "\\d",
                    "\\w",
                    "\\s",
                    "\\b",
                    "[ab]",
                    "[^a]",
                    "[a-c1]",
                    "(a|b)",
                    "(?:ab)",
                    "a*",
                    "b+",
                    "(ab)?",
                    "(a|b){1,3}",
                    "a{2}",
                    "(a*b)*",
                    "^",
                    "$",
                    "|",
                    "1",
                    " ",
                    "\\.",
                    "(a+)+",
                    "b{1,}");

    @Test
    void any_pattern_finds_what_the_usual_engine_finds() {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 20_000; round++) {
            var source = new StringBuilder();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                source.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            var text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append("ab1 .\nAB".charAt(random.nextInt(8)));
            }
            boolean expected =
                    Pattern.compile(source.toString().replace("$", "\\z"), Pattern.CASE_INSENSITIVE)
                            .matcher(text)
                            .find();
            assertThat(new LinearPattern(source.toString()).occursIn(text))
                    .as("%s in \"%s\"", source, text)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a*)*b", "a*a*a*a*a*b", "(.*)*x", "(a?){30}a{30}$"})
    void patterns_that_ruin_other_engines_take_time_in_proportion(String source) {
        assertThat(new LinearPattern(source).occursIn("a".repeat(20_000) + "!")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "[a",
                "a{",
                "a{1,1000}",
                "a{3,2}",
                "*a",
                "(?=a)",
                "(?i)a",
                "\\1",
                "\\pL",
                "a\\",
                "a*?",
                "a++",
                "[z-a]",
                "((((((a{50}){50}){50}))))",
                "(?<n>a)"
            })
    void what_is_not_understood_is_refused_with_its_place(String source) {
        assertThatThrownBy(() -> new LinearPattern(source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(source);
    }

    @Test
    void letters_match_in_either_case() {
        assertThat(new LinearPattern("größe [a-z]X").occursIn("GRÖSSE GRÖßE Qx")).isTrue();
        assertThat(new LinearPattern("\\bPETER\\b").occursIn("for peter.")).isTrue();
        assertThat(new LinearPattern("\\bpeter\\b").occursIn("Peterson")).isFalse();
    }
}
