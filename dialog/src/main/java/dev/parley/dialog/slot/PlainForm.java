package dev.parley.dialog.slot;

import java.util.Optional;
import java.util.regex.Pattern;

/// The way back from [SlotValue#plain]: a plain value that a program or another agent wrote becomes
/// a value of a slot only through the very reading that callers' keys and words go through.
public final class PlainForm {
    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern CLOCK = Pattern.compile("(\\d{2}):(\\d{2})");
    private static final Pattern DAY_AND_CLOCK =
            Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2}):(\\d{2})");
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9'-]{1,40}");
    private static final int LONGEST_NAME = 80;

    private PlainForm() {}

    /// The value, if it is one of this type now.
    ///
    /// @param plain a text, a number or a truth; anything else is no value
    public static Optional<SlotValue> read(SlotType type, Object plain, AskedAt at) {
        return switch (type) {
            case YesNoSlot _ ->
                    plain instanceof Boolean yes
                            ? Optional.of(new SlotValue.Answer(yes))
                            : Optional.empty();
            case MenuSlot menu ->
                    menu.options().stream()
                            .map(MenuSlot.Option::id)
                            .filter(plain::equals)
                            .findFirst()
                            .map(SlotValue.Option::new);
            case DateSlot _ -> keyed(type, DAY, "$2$3", plain, at);
            case TimeSlot _ -> keyed(type, CLOCK, "$1$2", plain, at);
            case DateTimeSlot _ -> keyed(type, DAY_AND_CLOCK, "$2$3$4$5", plain, at);
            case BirthDateSlot _ -> keyed(type, DAY, "$2$3$1", plain, at);
            case DigitsSlot _ -> type.keyed(String.valueOf(plain), at);
            case YearSlot _ ->
                    type.keyed(String.valueOf(plain), at)
                            .filter(value -> value.plain().equals(plain));
            case NameSlot _ ->
                    plain instanceof String name && name.length() <= LONGEST_NAME
                            ? type.read(Utterance.of(name), at)
                            : Optional.empty();
            case SpelledSlot _, PlateSlot _, VinSlot _ -> spelled(type, plain, at);
        };
    }

    /// Through the keys, which are checked as those of callers; it must come to what was written.
    private static Optional<SlotValue> keyed(
            SlotType type, Pattern form, String keys, Object plain, AskedAt at) {
        var matcher = form.matcher(String.valueOf(plain));
        return matcher.matches()
                ? type.keyed(matcher.replaceFirst(keys), at)
                        .filter(value -> value.plain().equals(plain))
                : Optional.empty();
    }

    /// Through the words for the letters.
    private static Optional<SlotValue> spelled(SlotType type, Object plain, AskedAt at) {
        return plain instanceof String text && CHARACTERS.matcher(text).matches()
                ? type.read(Utterance.of(type.spoken(new SlotValue.Letters(text))), at)
                : Optional.empty();
    }
}
