package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YesNoSlotTest {
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);
    private static final YesNoSlot SLOT = new YesNoSlot(List.of(), List.of("that's all"));

    private static Object read(String words) {
        return SLOT.read(Utterance.of(words), AT).map(SlotValue::plain).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "yes please",
                "yeah",
                "yep",
                "sure",
                "correct",
                "right",
                "that's right",
                "yes that's right",
                "yeah that's right",
                "that's correct",
                "yes that is correct",
                "that is correct thank you",
                "okay",
                "ok",
                "sounds good",
                "of course",
                "yes it is",
                "exactly",
                "please do",
                "yes yes",
                "uh yes",
                "Yes, please.",
                "all right",
                "perfect thank you",
                "yes go ahead",
                "well yes",
            })
    void a_yes_is_a_yes(String words) {
        assertThat(read(words)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "no thank you",
                "no thanks",
                "no thank",
                "nope",
                "nah",
                "wrong",
                "that's wrong",
                "no that's wrong",
                "no that is wrong",
                "that's not right",
                "no that's not right",
                "that is not correct",
                "not really",
                "no it's not",
                "it is not",
                "incorrect",
                "no please don't",
                "no no",
                "that's all",
                "no that's all",
                "no thank you that's all",
                "oh no",
                "no sorry",
            })
    void a_no_is_a_no(String words) {
        assertThat(read(words)).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes no",
                "no yes",
                "no that's right",
                "right wrong",
                "thank you",
                "please",
                "yes tuesday",
                "no tuesday",
                "maybe",
                "i think so but i am not sure",
                "yesterday",
                "know",
                "yes we have no bananas",
                "not",
                "the right one",
                "what",
                "that",
                "now",
                "note",
                "is that right",
                "fine day",
            })
    void anything_else_is_neither(String words) {
        assertThat(read(words)).isEqualTo("");
    }

    @Test
    void keys_are_one_for_yes_and_two_for_no() {
        assertThat(SLOT.keyed("1", AT)).contains(new SlotValue.Answer(true));
        assertThat(SLOT.keyed("2", AT)).contains(new SlotValue.Answer(false));
        assertThat(SLOT.keyed("3", AT)).isEmpty();
        assertThat(SLOT.keyed("", AT)).isEmpty();
        assertThat(SLOT.keyed("11", AT)).isEmpty();
    }
}
