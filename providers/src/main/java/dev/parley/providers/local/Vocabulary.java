package dev.parley.providers.local;

import dev.parley.dialog.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Checks grammars against the words an engine knows.
final class Vocabulary {
    private Vocabulary() {}

    /// @throws MissingWords naming every grammar and word that could never be heard
    static void check(List<Expectation> grammars, Predicate<String> knows) {
        SortedMap<String, List<String>> missing = new TreeMap<>();
        for (Expectation grammar : grammars) {
            var words = new TreeSet<String>();
            grammar.phrases()
                    .forEach(phrase -> words.addAll(List.of(phrase.strip().split("\\s+"))));
            words.removeIf(word -> word.isEmpty() || knows.test(word));
            if (!words.isEmpty()) {
                missing.put(grammar.name(), new ArrayList<>(words));
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingWords(missing);
        }
    }
}
