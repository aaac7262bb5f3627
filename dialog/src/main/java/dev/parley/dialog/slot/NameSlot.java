package dev.parley.dialog.slot;

import static dev.parley.dialog.slot.Grammar.maybe;
import static dev.parley.dialog.slot.Grammar.sequence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person is called. No keys: a name cannot be typed on a telephone.
///
/// A recognizer hears only names of its list, so a name it does not know becomes nothing or another
/// name: read it back, and have it spelled ([SpelledSlot]) if it is wrong. Other spellings of the
/// same sound cannot be told apart. Words that come from a keyboard, or from a recognizer without a
/// list, are read too; [SlotValue.Name#listed] says which it was.
public record NameSlot(Part part) implements SlotType {
    /// Which name is asked for.
    public enum Part {
        FIRST,
        LAST,
        /// First and last name.
        FULL
    }

    private static final List<String> LEADS =
            List.of(
                    "my first name is",
                    "my last name is",
                    "my full name is",
                    "my name is",
                    "my name's",
                    "the first name is",
                    "the last name is",
                    "the name is",
                    "the name's",
                    "name is",
                    "this is",
                    "i am",
                    "i'm",
                    "no",
                    "not",
                    "yes");

    /// What is said around a name, or instead of one, but is none itself.
    private static final Set<String> NO_NAMES =
            Set.of(
                    ("a about after again agent all also am an and another any are as ask at back be"
                                    + " because before bye call can cancel cannot car change check come could"
                                    + " day did do does don't done else every few find first for friday from"
                                    + " get give go going good goodbye got had has have hello help her here hi"
                                    + " him his how i i'd i'll i'm if in into is it it's its just know last later"
                                    + " let like listen look make manager many maybe me mean minute moment"
                                    + " monday more morning much must my name need never new next nice no nope"
                                    + " not nothing now number of off oh okay old on one only operator or other"
                                    + " our out over pardon people person please problem question really repeat"
                                    + " right saturday say see service she should so some someone something"
                                    + " sorry speak spell start stop sunday sure take talk tell than thank"
                                    + " thanks that that's the their them then there they thing think this"
                                    + " thursday time to today tomorrow too tuesday two uncle under until up us"
                                    + " very wait want was way we wednesday well were what when where which who"
                                    + " why with won't wrong yeah yes yesterday you your")
                            .split(" "));

    private static final int LONGEST = 4;

    @Override
    public Grammar grammar() {
        var lead =
                switch (part) {
                    case FIRST, LAST -> maybe("my name is", "it's");
                    case FULL -> maybe("my name is", "it's", "this is");
                };
        return sequence(lead, bare());
    }

    @Override
    public Grammar bare() {
        return switch (part) {
            case FIRST -> NameList.FIRST.grammar();
            case LAST -> NameList.LAST.grammar();
            case FULL -> sequence(NameList.FIRST.grammar(), NameList.LAST.grammar());
        };
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        var name = words.plain().withoutStarts(LEADS).plain().words();
        int fewest = part == Part.FULL ? 2 : 1;
        if (name.size() < fewest || name.size() > LONGEST) {
            return Optional.empty();
        }
        boolean listed = isListed(name);
        if (!listed && !name.stream().allMatch(NameSlot::mayBeName)) {
            return Optional.empty();
        }
        var text = name.stream().map(NameSlot::capital).collect(Collectors.joining(" "));
        return Optional.of(new SlotValue.Name(text, listed));
    }

    private boolean isListed(List<String> name) {
        return switch (part) {
            case FIRST -> name.stream().allMatch(NameList.FIRST::holds);
            case LAST -> name.stream().allMatch(NameList.LAST::holds);
            case FULL ->
                    NameList.LAST.holds(name.getLast())
                            && name.subList(0, name.size() - 1).stream()
                                    .allMatch(NameList.FIRST::holds);
        };
    }

    private static boolean mayBeName(String word) {
        return word.matches("[a-z]['a-z]+") && !NO_NAMES.contains(word);
    }

    /// "Maria", "O'Brien", "McDonald".
    private static String capital(String word) {
        int apostrophe = word.indexOf('\'');
        if (apostrophe == 1 && word.length() > 3) {
            return capital(word.substring(0, 1)) + "'" + capital(word.substring(2));
        }
        if (word.startsWith("mc") && word.length() > 4) {
            return "Mc" + capital(word.substring(2));
        }
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /// Somebody who stops after the first name is likely to go on.
    @Override
    public boolean mayGoOn(Utterance words) {
        return part == Part.FULL && words.plain().withoutStarts(LEADS).words().size() < 2;
    }

    @Override
    public String spoken(SlotValue value) {
        return value.plain().toString();
    }
}
