package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.dialog.Expectation;
import dev.parley.dialog.slot.BirthDateSlot;
import dev.parley.dialog.slot.DateSlot;
import dev.parley.dialog.slot.DigitsSlot;
import dev.parley.dialog.slot.NameSlot;
import dev.parley.dialog.slot.PhraseList;
import dev.parley.dialog.slot.PlateSlot;
import dev.parley.dialog.slot.SlotType;
import dev.parley.dialog.slot.SpelledSlot;
import dev.parley.dialog.slot.TimeSlot;
import dev.parley.dialog.slot.VinSlot;
import dev.parley.dialog.slot.YearSlot;
import dev.parley.dialog.slot.YesNoSlot;
import dev.parley.meter.Meters;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotVocabularyTest {
    private static final Path CACHE = Path.of("target", "local-speech");
    private static final List<SlotType> SLOTS =
            List.of(
                    new YesNoSlot(),
                    new DateSlot(),
                    new TimeSlot(LocalTime.of(7, 0), LocalTime.of(19, 0), 5),
                    new DigitsSlot(1, 10),
                    new NameSlot(NameSlot.Part.FIRST),
                    new NameSlot(NameSlot.Part.LAST),
                    new NameSlot(NameSlot.Part.FULL),
                    new SpelledSlot(1, 20, true),
                    new PlateSlot(),
                    new VinSlot(),
                    new YearSlot(1950),
                    new BirthDateSlot());

    /// Words that the bundled model lacks could never be heard: every listed name is one it has.
    @Test
    void every_word_of_the_slots_is_in_the_bundled_model() {
        try (var recognizer = VoskRecognizer.open(VoskSettings.in(CACHE), Meters.NONE)) {
            assertThatCode(() ->
                            recognizer.checkVocabulary(
                                    SLOTS.stream().map(SlotVocabularyTest::expectation).toList()))
                    .doesNotThrowAnyException();
        }
    }

    private static Expectation expectation(SlotType slot) {
        return new Expectation(slot.toString(), PhraseList.of(slot.grammar(), 3000, 1), 0);
    }
}
