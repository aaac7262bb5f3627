package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.slot.MenuSlot.Option;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MenuSlotTest {
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);
    private static final MenuSlot SLOT =
            new MenuSlot(
                    List.of(
                            new Option("oil", "an oil change", List.of("an oil change", "oil")),
                            new Option("tires", "a tire rotation", List.of("a tire rotation")),
                            new Option("brakes", "brakes", List.of("brakes", "oil and brakes")),
                            new Option("book", "booking", List.of("book an appointment"))),
                    List.of("i need", "it is for"),
                    true);

    private static Object read(String words) {
        return SLOT.read(Utterance.of(words), AT).map(SlotValue::plain).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "an oil change, oil",
        "oil change, oil",
        "oil changes, oil",
        "the oil change please, oil",
        "i need an oil change, oil",
        "i'd like an oil change, oil",
        "it is for an oil change, oil",
        "Oil., oil",
        "a tire rotation, tires",
        "tire rotations, tires",
        "i would like a tire rotation please, tires",
        "brake, brakes",
        "i would like to book an appointment, book",
        "i want to book an appointment please, book",
        "the first one, oil",
        "the first, oil",
        "first, oil",
        "the second one please, tires",
        "number three, brakes",
        "option two, tires",
        "the last one, book",
    })
    void an_option_is_read_by_its_names_and_by_its_place(String words, String option) {
        assertThat(read(words)).isEqualTo(option);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "please",
                "an",
                "oil tire",
                "oil change and tire rotation",
                "rotation",
                "kitchen",
                "music",
                "orange",
                "change",
                "the fifth one",
                "number nine",
                "one",
                "i need",
                "appointment",
                "boil",
                "my car is broken",
                "two o'clock",
                "the first of november",
            })
    void anything_else_is_no_option(String words) {
        assertThat(read(words)).isEqualTo("");
    }

    @Test
    void keys_are_the_numbers_of_the_options() {
        assertThat(SLOT.keyed("2", AT)).contains(new SlotValue.Option("tires"));
        assertThat(SLOT.keyed("0", AT)).isEmpty();
        assertThat(SLOT.keyed("5", AT)).isEmpty();
        assertThat(SLOT.keyed("", AT)).isEmpty();
        assertThat(SLOT.maxKeys()).isEqualTo(1);
    }

    @Test
    void an_option_is_spoken_in_its_own_words() {
        assertThat(SLOT.spoken(new SlotValue.Option("oil"))).isEqualTo("an oil change");
        assertThatThrownBy(() -> SLOT.spoken(new SlotValue.Option("gas")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_menu_without_options_is_refused() {
        assertThatThrownBy(() -> new MenuSlot(List.of(), List.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 99");
    }
}
