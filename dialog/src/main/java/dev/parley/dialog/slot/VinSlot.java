package dev.parley.dialog.slot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A vehicle identification number (ISO 3779): seventeen letters and digits without I, O and Q, in
/// groups as the caller likes. One of a vehicle built for North America (it begins with 1 to 5)
/// must have the right check digit in ninth place (49 CFR 565.15); elsewhere that place is free. No
/// keys: every such number has letters.
public record VinSlot() implements SlotType {
    static final int LENGTH = 17;
    private static final int CHECK_PLACE = 8;
    private static final String CHARACTERS = "abcdefghjklmnprstuvwxyz0123456789";

    /// Values of a to z; 0 for letters that do not occur.
    private static final String LETTER_VALUES = "12345678012345070923456789";

    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final List<String> LEADS =
            List.of("the vehicle number is", "my vehicle number is", "the number is", "yes", "no");

    @Override
    public Grammar grammar() {
        var one = Spelling.character(Spelling.characters(CHARACTERS), false);
        return Spelling.row(one, LENGTH, LENGTH);
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        var text = said(words).orElse("");
        return fault(text).isEmpty()
                ? Optional.of(new SlotValue.Letters(text.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static Optional<String> said(Utterance words) {
        var plain = words.plain().withoutStarts(LEADS);
        if (plain.text().matches("[a-z0-9]{" + LENGTH + "}")) {
            return Optional.of(plain.text());
        }
        return Spelling.read(plain)
                .map(text -> text.replaceAll("[-']", "").toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<String> trouble(Utterance words) {
        return said(words).flatMap(VinSlot::fault);
    }

    /// What keeps these characters from being such a number, as a sentence; empty for nothing.
    private static Optional<String> fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (CHARACTERS.indexOf(text.charAt(i)) < 0) {
                return Optional.of(
                        "The letters india, oscar, and quebec are not in such a number. Please check"
                                + " character "
                                + Numbers.cardinal(i + 1)
                                + ".");
            }
        }
        if (text.length() < LENGTH) {
            return Optional.of(
                    "I heard "
                            + Numbers.cardinal(text.length())
                            + " characters. Character "
                            + Numbers.cardinal(text.length() + 1)
                            + " is missing.");
        }
        if (text.length() > LENGTH) {
            return Optional.of("I heard more than " + Numbers.cardinal(LENGTH) + " characters.");
        }
        boolean checked = text.charAt(0) >= '1' && text.charAt(0) <= '5';
        return checked && text.charAt(CHECK_PLACE) != checkDigit(text)
                ? Optional.of("Character nine does not fit to the others.")
                : Optional.empty();
    }

    private static char checkDigit(String text) {
        int sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            char here = text.charAt(i);
            char value = Character.isDigit(here) ? here : LETTER_VALUES.charAt(here - 'a');
            sum += WEIGHTS[i] * (value - '0');
        }
        return sum % 11 == 10 ? 'x' : (char) ('0' + sum % 11);
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        return said(words).map(text -> text.length() < LENGTH).orElse(true);
    }

    @Override
    public int toCome(Utterance words) {
        return said(words).map(text -> Math.max(0, LENGTH - text.length())).orElse(0);
    }

    @Override
    public String spoken(SlotValue value) {
        return Spelling.spoken(value.plain().toString().toLowerCase(Locale.ROOT));
    }
}
