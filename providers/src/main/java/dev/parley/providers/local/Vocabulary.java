package dev.parley.providers.local;

import dev.parley.dialog.Expectation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Checks grammars against the words an engine knows.
final class Vocabulary {
    private Vocabulary() {}

    /// @throws MissingWords naming every grammar and word that could never be heard
    static void check(List<Expectation> grammars, Predicate<String> knows) {
        SortedMap<String, List<String>> missing = new TreeMap<>();
        Map<String, Boolean> known = new HashMap<>();
        for (Expectation grammar : grammars) {
            var words = new TreeSet<String>();
            for (var phrase : grammar.phrases()) {
                var parts = new StringTokenizer(phrase);
                while (parts.hasMoreTokens()) {
                    var word = parts.nextToken();
                    if (!known.computeIfAbsent(word, knows::test)) {
                        words.add(word);
                    }
                }
            }
            if (!words.isEmpty()) {
                missing.put(grammar.name(), new ArrayList<>(words));
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingWords(missing);
        }
    }
}
