package dev.parley.dialog.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Spelled names, plates and vehicle numbers.
class SpellingTest {
    private static final AskedAt AT =
            new AskedAt(LocalDateTime.of(2026, 11, 21, 10, 0), ZoneOffset.UTC);
    private static final SpelledSlot SPELLED = new SpelledSlot(1, 20, false);
    private static final PlateSlot PLATE = new PlateSlot();
    private static final VinSlot VIN = new VinSlot();

    private static Object read(SlotType slot, String words) {
        return slot.read(Utterance.of(words), AT).map(SlotValue::plain).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "oscar kilo oscar november kilo whiskey oscar, Okonkwo",
        "m as in mike alpha romeo k for kilo, Mark",
        "n like november oscar, No",
        "m as in november alpha, ''",
        "mike alpha no echo november, Men",
        "mike alpha correction echo november, Men",
        "no mike alpha, ''",
        "alpha double november alpha, Anna",
        "alpha triple november alpha, Annna",
        "alpha november november alpha dash mike alpha yankee, Anna-May",
        "oscar apostrophe bravo romeo, O'Br",
        "delta echo capital victor, DeV",
        "x ray alfa whisky juliett x-ray, Xawjx",
        "it's spelled mike alpha please, Ma",
        "dash alpha, ''",
        "alpha one, ''",
        "alpha no, ''",
        "alpha double, ''",
        "m a r k, ''",
        "mike is here now, ''",
        "no, ''",
        "'', ''",
    })
    void a_name_is_spelled(String words, String name) {
        assertThat(read(SPELLED, words)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "alpha bravo charlie one two three four, ABC1234",
        "my license plate is alpha bravo charlie one two three, ABC123",
        "seven x ray double zero, 7X00",
        "seven xray oh oh, 7X00",
        "alpha bravo dash one two, AB12",
        "alpha bravo no charlie one two, AC12",
        "ABC 1234, ABC1234",
        "ABC-1234, ABC1234",
        "7abc123, 7ABC123",
        "one two three four five six, 123456",
        "alpha, ''",
        "alpha bravo charlie one two three four five six, ''",
        "to be or not to be, ''",
        "hello, ''",
        "a b c one two three, ''",
    })
    void a_plate_is_read(String words, String plate) {
        assertThat(read(PLATE, words)).isEqualTo(plate);
    }

    @Test
    void a_plate_of_digits_can_be_typed() {
        assertThat(PLATE.keyed("123456", AT)).contains(new SlotValue.Letters("123456"));
        assertThat(PLATE.keyed("1", AT)).isEmpty();
        assertThat(PLATE.keyed("12*4", AT)).isEmpty();
    }

    /// 1M8GDM9AXKP042788 is the example of the check digit in the literature; 11111111111111111 has
    /// a right one as well.
    @ParameterizedTest
    @CsvSource({
        "one mike eight golf delta mike nine alpha x ray kilo papa zero four two seven eight eight, 1M8GDM9AXKP042788",
        "one mike eight golf delta mike nine alpha x ray kilo papa oh four two seven double eight, 1M8GDM9AXKP042788",
        "1M8GDM9AXKP042788, 1M8GDM9AXKP042788",
        "1m8gdm9axkp042788, 1M8GDM9AXKP042788",
        "one one one one one one one one one one one one one one one one one, 11111111111111111",
        "one mike eight golf delta mike nine alpha one kilo papa zero four two seven eight eight, ''",
        "whiskey bravo alpha three bravo three one zero zero zero november foxtrot one two three four five, WBA3B31000NF12345",
        "one mike eight golf delta, ''",
        "one two, ''",
    })
    void a_vehicle_number_is_read(String words, String vin) {
        assertThat(read(VIN, words)).isEqualTo(vin);
    }

    @ParameterizedTest
    @CsvSource({
        "one mike eight golf, 'I heard four characters. Character five is missing.'",
        "one mike india golf, 'The letters india, oscar, and quebec are not in such a number. Please check character three.'",
        "one mike eight golf delta mike nine alpha one kilo papa zero four two seven eight eight, Character nine does not fit to the others.",
        "one mike eight golf delta mike nine alpha x ray kilo papa zero four two seven eight eight nine, I heard more than seventeen characters.",
    })
    void a_wrong_vehicle_number_is_explained(String words, String sentence) {
        assertThat(VIN.trouble(Utterance.of(words))).contains(sentence);
    }

    @Test
    void what_is_right_or_no_vehicle_number_at_all_is_not_explained() {
        assertThat(VIN.trouble(Utterance.of("1M8GDM9AXKP042788"))).isEmpty();
        assertThat(VIN.trouble(Utterance.of("i do not know"))).isEmpty();
        assertThat(PLATE.trouble(Utterance.of("alpha"))).isEmpty();
    }

    @Test
    void a_number_in_groups_is_awaited_to_its_end() {
        assertThat(VIN.mayGoOn(Utterance.of("one mike eight golf"))).isTrue();
        assertThat(VIN.mayGoOn(Utterance.of("1M8GDM9AXKP042788"))).isFalse();
        assertThat(PLATE.mayGoOn(Utterance.of("alpha bravo one two"))).isTrue();
        assertThat(PLATE.mayGoOn(Utterance.of("alpha bravo charlie delta one two three four")))
                .isFalse();
    }

    @Test
    void only_a_capital_that_nobody_expects_is_spoken() {
        assertThat(SPELLED.spoken(new SlotValue.Letters("O'BrIn")))
                .isEqualTo("oscar apostrophe bravo romeo, capital india november");
    }

    @ParameterizedTest
    @CsvSource({
        "ABC1234, 'alpha bravo charlie, one two three four'",
        "7X00, 'seven x ray, zero zero'",
    })
    void letters_are_spoken_one_by_one(String text, String words) {
        assertThat(PLATE.spoken(new SlotValue.Letters(text))).isEqualTo(words);
    }

    @Test
    void letters_still_to_come_are_counted_as_far_as_anybody_knows() {
        assertThat(VIN.toCome(Utterance.of("one mike eight golf"))).isEqualTo(13);
        assertThat(PLATE.toCome(Utterance.of("alpha bravo one two"))).isEqualTo(2);
        assertThat(PLATE.toCome(Utterance.of("alpha bravo charlie one two three"))).isZero();
        var name = new SpelledSlot(1, 6, false);
        assertThat(name.toCome(Utterance.of("mike alpha"))).isEqualTo(3);
        assertThat(name.toCome(Utterance.of("mike alpha romeo india echo"))).isEqualTo(1);
        assertThat(name.toCome(Utterance.of("i do not know"))).isZero();
    }
}
