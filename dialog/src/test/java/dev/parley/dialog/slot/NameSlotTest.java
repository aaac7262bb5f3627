package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSlotTest {
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);
    private static final NameSlot FULL = new NameSlot(NameSlot.Part.FULL);
    private static final NameSlot FIRST = new NameSlot(NameSlot.Part.FIRST);
    private static final NameSlot LAST = new NameSlot(NameSlot.Part.LAST);

    @ParameterizedTest
    @CsvSource({
        "maria lopez, Maria Lopez, true",
        "my name is maria lopez, Maria Lopez, true",
        "it's john smith, John Smith, true",
        "this is john smith please, John Smith, true",
        "no john smith, John Smith, true",
        "Hi there, '', false",
        "i'm steven stephens, Steven Stephens, true",
        "i'm stephen stephens, Stephen Stephens, true",
        "grace may young, Grace May Young, true",
        "chidi okonkwo, Chidi Okonkwo, false",
        "maria o'brien, Maria O'Brien, false",
        "ana mcdonald, Ana McDonald, true",
        "maria, '', false",
        "maria lopez garcia de la vega, '', false",
        "i would like a person, '', false",
        "can you help me, '', false",
        "yes please, '', false",
        "ninety, '', false",
    })
    void a_full_name_is_read(String words, String name, boolean listed) {
        var value = FULL.read(Utterance.of(words), AT);
        if (name.isEmpty()) {
            assertThat(value).isEmpty();
        } else {
            assertThat(value).contains(new SlotValue.Name(name, listed));
        }
    }

    @Test
    void a_first_or_last_name_alone_is_read() {
        assertThat(FIRST.read(Utterance.of("it's maria"), AT))
                .contains(new SlotValue.Name("Maria", true));
        assertThat(LAST.read(Utterance.of("my last name is smith"), AT))
                .contains(new SlotValue.Name("Smith", true));
        assertThat(LAST.read(Utterance.of("okonkwo"), AT))
                .contains(new SlotValue.Name("Okonkwo", false));
        assertThat(LAST.read(Utterance.of("de la cruz"), AT))
                .contains(new SlotValue.Name("De La Cruz", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "help",
                "operator",
                "repeat",
                "what",
                "no",
                "yes",
                "go back",
                "tomorrow",
                "never mind",
                "stop",
                "listen",
                "x",
                "[unk]",
            })
    void what_is_no_name_is_not_taken_for_one(String words) {
        assertThat(FIRST.read(Utterance.of(words), AT)).isEmpty();
        assertThat(LAST.read(Utterance.of(words), AT)).isEmpty();
    }

    @Test
    void after_the_first_name_the_last_is_awaited() {
        assertThat(FULL.mayGoOn(Utterance.of("my name is maria"))).isTrue();
        assertThat(FULL.mayGoOn(Utterance.of("my name is maria lopez"))).isFalse();
        assertThat(PhraseGraph.of(FULL.grammar()).begins(Utterance.of("it's maria").words()))
                .isTrue();
    }

    @Test
    void names_have_no_keys() {
        assertThat(FULL.keyed("627", AT)).isEmpty();
        assertThat(FULL.maxKeys()).isZero();
    }
}
