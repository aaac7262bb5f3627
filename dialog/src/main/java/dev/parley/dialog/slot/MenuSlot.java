package dev.parley.dialog.slot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One of several options, by any of their names, or by place ("the second one"). Keys: the number
/// of the option, counted from 1.
public final class MenuSlot implements SlotType {
    private static final Set<String> ARTICLES =
            Set.of("a", "an", "the", "my", "your", "some", "to", "about");
    private static final int MOST = 99;

    /// @param id plain name, for tools and rules
    /// @param spoken how the agent says it
    /// @param names what a caller may call it, lower case words
    public record Option(String id, String spoken, List<String> names) {
        public Option {
            names = List.copyOf(names);
        }
    }

    private final List<Option> options;
    private final List<String> leads;
    private final boolean byPlace;
    private final Map<List<String>, Set<String>> meanings = new HashMap<>();

    /// @param options in the order of their keys
    /// @param leads beginnings of whole sentences ("i would like to"), each fits before every name
    /// @param byPlace whether "the first one" is an answer
    public MenuSlot(List<Option> options, List<String> leads, boolean byPlace) {
        this.options = List.copyOf(options);
        this.leads = List.copyOf(leads);
        this.byPlace = byPlace;
        if (options.isEmpty() || options.size() > MOST) {
            throw new IllegalArgumentException(
                    "a menu needs 1 to " + MOST + " options, got " + options.size());
        }
        for (var option : options) {
            for (var name : option.names) {
                learn(name, option);
                leads.forEach(lead -> learn(lead + " " + name, option));
            }
        }
    }

    private void learn(String words, Option option) {
        meanings.computeIfAbsent(essence(Utterance.of(words)), _ -> new LinkedHashSet<>())
                .add(option.id);
    }

    public List<Option> options() {
        return options;
    }

    @Override
    public Grammar grammar() {
        var names = new LinkedHashSet<String>();
        options.forEach(option -> names.addAll(option.names));
        var choices = new ArrayList<Grammar>();
        choices.add(
                Grammar.sequence(
                        lead(),
                        Grammar.anyOf(names.stream().map(Grammar::words).toList()),
                        Grammar.maybe("please")));
        if (byPlace) {
            choices.add(places());
        }
        return Grammar.anyOf(choices);
    }

    private Grammar lead() {
        return leads.isEmpty()
                ? new Grammar.Sequence(List.of())
                : Grammar.maybe(leads.toArray(String[]::new));
    }

    private Grammar places() {
        var places = new ArrayList<Grammar>();
        for (int place = 1; place <= Math.min(options.size(), 9); place++) {
            places.add(Grammar.words("the " + Numbers.ordinal(place) + " one"));
            places.add(Grammar.words("number " + Numbers.cardinal(place)));
        }
        return Grammar.anyOf(places);
    }

    @Override
    public Optional<SlotValue> read(Utterance words, AskedAt at) {
        var said = essence(words);
        if (said.isEmpty()) {
            return Optional.empty();
        }
        var found = meanings.getOrDefault(said, Set.of());
        if (found.size() == 1) {
            return Optional.of(new SlotValue.Option(found.iterator().next()));
        }
        return byPlace && found.isEmpty() ? readPlace(words.plain()) : Optional.empty();
    }

    private Optional<SlotValue> readPlace(Utterance words) {
        int place = place(words, options.size());
        return place == 0
                ? Optional.empty()
                : Optional.of(new SlotValue.Option(options.get(place - 1).id));
    }

    /// The place that is named ("the second one", "number two", "the last"), counted from 1; 0 if
    /// none.
    public static int place(Utterance words, int size) {
        var reader = new Reader(words);
        reader.take("the");
        int place;
        if (reader.take("number") || reader.take("option")) {
            place = Numbers.readCardinal(reader).orElse(0);
        } else if (reader.take("last")) {
            place = size;
        } else {
            place = Numbers.readDayNumber(reader).orElse(0);
            place = Numbers.isOrdinal(reader.previous()) ? place : 0;
        }
        reader.takeAny(List.of("one", "option", "choice"));
        return reader.atEnd() && place <= size ? place : 0;
    }

    /// The words that carry meaning: no politeness, no articles, singular.
    private static List<String> essence(Utterance words) {
        return words.plain().words().stream()
                .filter(word -> !ARTICLES.contains(word))
                .map(word -> word.length() > 3 && word.endsWith("s") ? chop(word) : word)
                .toList();
    }

    private static String chop(String word) {
        return word.substring(0, word.length() - 1);
    }

    @Override
    public boolean mayGoOn(Utterance words) {
        return false;
    }

    @Override
    public Optional<SlotValue> keyed(String keys, AskedAt at) {
        if (!keys.matches("\\d{1,2}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(keys);
        return number >= 1 && number <= options.size()
                ? Optional.of(new SlotValue.Option(options.get(number - 1).id))
                : Optional.empty();
    }

    @Override
    public int maxKeys() {
        return options.size() <= 9 ? 1 : 2;
    }

    @Override
    public String spoken(SlotValue value) {
        for (var option : options) {
            if (value.plain().equals(option.id)) {
                return option.spoken;
            }
        }
        throw new IllegalArgumentException("expected an option of this menu, got another value");
    }
}
