package dev.parley.dialog.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.InvalidFlow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpeakableTest {
    private static final Speakable ENGLISH = new Speakable(SpokenLanguage.ENGLISH, Lexicon.NONE);
    private static final Speakable GERMAN = new Speakable(SpokenLanguage.GERMAN, Lexicon.NONE);

    static List<String> english() {
        return Table.rows(SpeakableTest.class, "speakable.en.txt");
    }

    static List<String> german() {
        return Table.rows(SpeakableTest.class, "speakable.de.txt");
    }

    @ParameterizedTest
    @MethodSource("english")
    void english_is_said_as_the_table_says(String row) {
        check(ENGLISH, row);
    }

    @ParameterizedTest
    @MethodSource("german")
    void german_is_said_as_the_table_says(String row) {
        check(GERMAN, row);
    }

    private static void check(Speakable speakable, String row) {
        int arrow = row.indexOf(" =>");
        var expected = row.substring(arrow + 3).strip();
        assertThat(speakable.speak(row.substring(0, arrow)).spoken()).isEqualTo(expected);
        assertThat(speakable.speak(expected).spoken()).as("said again").isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    It costs $1,200 today. | It costs                          | It costs
                    It costs $1,200 today. | It costs one thousand             | It costs
                    It costs $1,200 today. | It costs one thousand two hundred dollars | It costs $1,200
                    It costs $1,200 today. | It costs one thousand two hundred dollars to | It costs $1,200
                    It costs $1,200 today. | It costs one thousand two hundred dollars today | It costs $1,200 today.
                    The **big** one is in. | The big                           | The **big**
                    The **big** one is in. | The big one                       | The **big** one
                    Hello, world.          | Hello                             | Hello,
                    Hello, world.          | Hello, wor                        | Hello,
                    Go to [us](http://x.y/1) now. | Go to us                   | Go to [us](http://x.y/1)
                    It takes 2-3 h. Fine.  | It takes two                      | It takes
                    It takes 2-3 h. Fine.  | It takes two to three hours       | It takes 2-3 h.
                    At 9 a.m. we open.     | At nine a                         | At
                    At 9 a.m. we open.     | At nine a m                       | At 9 a.m.
                    Hi 😀 there.           | Hi                                | Hi
                    Hi 😀 there.           | Hi there                          | Hi 😀 there.
                    """)
    void heard_words_are_told_in_writing(String written, String heard, String expected) {
        var text = ENGLISH.speak(written);
        assertThat(text.spoken()).startsWith(heard);
        assertThat(text.heard(heard.length())).isEqualTo(expected);
    }

    @Test
    void text_that_is_only_for_the_eye_is_silent() {
        assertThat(ENGLISH.speak("😀 **").isSilent()).isTrue();
        assertThat(ENGLISH.speak("").isSilent()).isTrue();
        assertThat(ENGLISH.speak("Hi").isSilent()).isFalse();
    }

    @Test
    void other_languages_are_only_cleaned() {
        var french = new Speakable(SpokenLanguage.of("fr-FR"), Lexicon.NONE);
        assertThat(french.speak("**Bonjour** 😀, il est 15:30 !").spoken())
                .isEqualTo("Bonjour, il est 15:30!");
    }

    @Test
    void words_of_the_lexicon_come_first_the_longest_of_them() {
        var lexicon =
                Lexicon.read(
                        "lexicon.yaml",
                        """
                        Nguyen: win
                        SQL: sequel
                        SQL Server: sequel server
                        route 66: route sixty six
                        c#: see sharp
                        """);
        var speakable = new Speakable(SpokenLanguage.ENGLISH, lexicon);
        assertThat(speakable.speak("Mr. Nguyen drives Route 66 and knows SQL Server.").spoken())
                .isEqualTo("Mister win drives route sixty six and knows sequel server.");
        assertThat(speakable.speak("MySQL, SQL, sql and C#.").spoken())
                .isEqualTo("MySQL, sequel, sql and see sharp.");
    }

    @Test
    void lexicon_tells_all_its_mistakes_at_once() {
        assertThatThrownBy(() ->
                        Lexicon.read("lexicon.yaml", "one: \"\"\ntwo: [a]\nthree: x\nthree: y"))
                .isInstanceOf(InvalidFlow.class)
                .hasMessageContaining("lexicon.yaml:1:")
                .hasMessageContaining("lexicon.yaml:2:")
                .hasMessageContaining("lexicon.yaml:4:");
        assertThatThrownBy(() -> new Lexicon(Map.of("a", " ")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
