package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any words and keys: nothing throws, and what is read is spoken so that it is read again.
class SlotFuzzTest {
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);
    private static final int ROUNDS = 4_000;

    static List<SlotType> slots() {
        return PhraseListTest.allSlots();
    }

    @ParameterizedTest
    @MethodSource("slots")
    void any_words_are_read_or_not_and_read_values_are_read_again(SlotType slot) {
        var random = new SplittableRandom(5);
        var phrases = PhraseList.of(slot.grammar(), 3000, 7);
        var words = new ArrayList<>(List.of("no", "the", "maria", "january", "thousand", "double"));
        phrases.subList(0, 200 % phrases.size())
                .forEach(phrase -> words.addAll(List.of(phrase.split(" "))));
        for (int round = 0; round < ROUNDS; round++) {
            var said = new ArrayList<String>();
            for (int i = 0; i <= random.nextInt(8); i++) {
                said.add(words.get(random.nextInt(words.size())));
            }
            check(slot, Utterance.of(String.join(" ", said)));
            check(slot, Utterance.of(phrases.get(random.nextInt(phrases.size()))));
        }
    }

    private static void check(SlotType slot, Utterance said) {
        var value = slot.read(said, AT);
        var _ = slot.mayGoOn(said);
        assertThat(slot.trouble(said)).isNotNull();
        // The morning goes without saying, even an early one.
        boolean hasTime = slot instanceof TimeSlot || slot instanceof DateTimeSlot;
        if (value.isPresent() && !hasTime) {
            var again = slot.read(Utterance.of(slot.spoken(value.get())), AT);
            assertThat(again).as(said.text()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("slots")
    void any_keys_are_a_value_or_none(SlotType slot) {
        var random = new SplittableRandom(6);
        for (int round = 0; round < ROUNDS; round++) {
            var keys = new StringBuilder();
            for (int i = random.nextInt(slot.maxKeys() + 2); i > 0; i--) {
                keys.append("0123456789*#".charAt(random.nextInt(12)));
            }
            slot.keyed(keys.toString(), AT)
                    .ifPresent(value -> assertThat(slot.spoken(value)).isNotBlank());
        }
    }
}
