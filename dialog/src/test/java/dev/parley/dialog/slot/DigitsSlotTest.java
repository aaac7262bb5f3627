package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsSlotTest {
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);
    private static final DigitsSlot PHONE = new DigitsSlot(10, 10);

    private static Object read(DigitsSlot slot, String words) {
        return slot.read(Utterance.of(words), AT).map(SlotValue::plain).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "five five five zero one four two three seven eight, 5550142378",
        "'five five five, zero one four, two three seven eight', 5550142378",
        "five five five oh one four two three seven eight, 5550142378",
        "five five five o one four two three seven eight, 5550142378",
        "triple five zero one four two three seven eight, 5550142378",
        "double five five zero one four two three seven eight, 5550142378",
        "it's five five five zero one four two three seven eight please, 5550142378",
        "555-014-2378, 5550142378",
        "555 014 2378, 5550142378",
    })
    void ten_digits_are_read(String words, String digits) {
        assertThat(read(PHONE, words)).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "five",
                "five five five zero one four two three seven",
                "five five five zero one four two three seven eight nine",
                "five five five zero one four two three seven eighty",
                "my number is secret",
                "double",
                "five double",
                "tuesday",
                "fifty five",
            })
    void anything_else_is_no_number(String words) {
        assertThat(read(PHONE, words)).isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource({
        "five five five, 7",
        "five five five zero one four two three seven, 1",
        "it's five five, 8",
        "five five double, 8",
        "five five five zero one four two three seven double, 2",
        "five five five zero one four two three seven eight, 0",
        "tuesday, 0",
        "'', 0",
    })
    void digits_still_to_come_are_counted(String words, int toCome) {
        assertThat(PHONE.toCome(Utterance.of(words))).isEqualTo(toCome);
    }

    @Test
    void a_range_takes_every_length_in_it() {
        var code = new DigitsSlot(2, 4);
        assertThat(read(code, "one")).isEqualTo("");
        assertThat(read(code, "one two")).isEqualTo("12");
        assertThat(read(code, "one two three four")).isEqualTo("1234");
        assertThat(read(code, "one two three four five")).isEqualTo("");
        assertThat(code.mayGoOn(Utterance.of("one two"))).isTrue();
        assertThat(code.mayGoOn(Utterance.of("one two three four"))).isFalse();
        assertThat(code.maxKeys()).isEqualTo(4);
        assertThat(PhraseGraph.of(code.grammar()).accepts(Utterance.of("one oh nine").words()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "5550142378, 'five five five, zero one four, two three seven eight'",
        "+15550142378, 'five five five, zero one four, two three seven eight'",
        "5550142, 'five five five, zero one four two'",
        "1234, one two three four",
        "12345, 'one two three, four five'",
        "1234567, 'one two three, four five six seven'",
        "12345678, 'one two three four, five six seven eight'",
        "7, seven",
        "1357924680135, 'one three five, seven nine two, four six eight, zero one three five'",
    })
    void digits_are_spoken_in_groups(String digits, String words) {
        assertThat(Spoken.digits(digits)).isEqualTo(words);
    }

    @Test
    void keys_of_the_wrong_length_are_no_number() {
        assertThat(PHONE.keyed("5550142378", AT)).contains(new SlotValue.Code("5550142378"));
        assertThat(PHONE.keyed("555014237", AT)).isEmpty();
        assertThat(PHONE.keyed("555014237*", AT)).isEmpty();
    }

    @Test
    void impossible_lengths_are_refused() {
        assertThatThrownBy(() -> new DigitsSlot(5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DigitsSlot(0, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
