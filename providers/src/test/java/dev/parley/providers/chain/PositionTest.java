package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PositionTest {
    private static final String TEXT = "Your table, by the window, costs $40 (now).";

    @Test
    void goes_on_with_the_first_word_that_was_not_wholly_spoken() {
        var position = new Position(TEXT);
        position.word(4, 300);
        position.word(10, 800);
        position.word(14, 1000);
        assertThat(rest(position, 900)).startsWith("by the window");
        assertThat(rest(position, 799)).startsWith("table, by");
    }

    @Test
    void less_than_a_word_begins_again() {
        var position = new Position(TEXT);
        position.word(4, 300);
        assertThat(position.next(299)).isZero();
        assertThat(new Position(TEXT).next(200)).isZero();
    }

    @Test
    void without_places_the_length_tells() {
        assertThat(rest(new Position(TEXT), 700)).startsWith("table, by");
        assertThat(rest(new Position(TEXT), 1600)).startsWith("window, costs");
    }

    @Test
    void places_that_end_early_are_gone_on_from_at_their_pace() {
        var position = new Position(TEXT);
        position.word(4, 400);
        position.word(10, 1000);
        assertThat(rest(position, 1900)).startsWith("window, costs");
    }

    @Test
    void sign_before_a_word_belongs_to_it() {
        var position = new Position(TEXT);
        position.word(32, 2000);
        position.word(36, 2600);
        position.word(43, 3000);
        assertThat(rest(position, 2100)).isEqualTo("$40 (now).");
        assertThat(rest(position, 2600)).isEqualTo("(now).");
    }

    @Test
    void after_the_last_word_nothing_is_left() {
        var position = new Position("Good bye.");
        position.word(4, 300);
        position.word(8, 700);
        assertThat(position.next(700)).isEqualTo(9);
        assertThat(new Position("Good bye.").next(60_000)).isEqualTo(9);
    }

    private static String rest(Position position, int spokenMillis) {
        return TEXT.substring(position.next(spokenMillis));
    }
}
