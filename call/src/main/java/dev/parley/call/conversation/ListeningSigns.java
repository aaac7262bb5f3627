package dev.parley.call.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Knows signs of listening when they are understood, or only guessed. Immutable.
final class ListeningSigns {
    /// By their first word.
    private final Map<String, List<List<String>>> phrases = new HashMap<>();

    ListeningSigns(Backchannels backchannels) {
        for (var phrase : backchannels.words()) {
            var words = words(phrase);
            if (!words.isEmpty()) {
                phrases.computeIfAbsent(words.getFirst(), _ -> new ArrayList<>()).add(words);
            }
        }
    }

    /// Whether there are words and all of them are signs of listening.
    boolean areAll(String said) {
        var words = words(said);
        return !words.isEmpty() && afterSigns(words).isEmpty();
    }

    /// Whether words that are only guessed may turn out to be signs of listening, and nothing else:
    /// the last of them is often another one in the end, and a phrase comes word by word.
    boolean mayBecomeAll(String guessed) {
        var words = words(guessed);
        return words.size() < 2 || begins(afterSigns(words.subList(0, words.size() - 1)));
    }

    /// What follows the signs of listening at the beginning.
    private List<String> afterSigns(List<String> words) {
        var rest = words;
        while (!rest.isEmpty()) {
            int longest = 0;
            for (var phrase : phrases.getOrDefault(rest.getFirst(), List.of())) {
                if (phrase.size() > longest && startsWith(rest, phrase)) {
                    longest = phrase.size();
                }
            }
            if (longest == 0) {
                return rest;
            }
            rest = rest.subList(longest, rest.size());
        }
        return rest;
    }

    /// Whether these are the first words of a phrase; no words are of every one.
    private boolean begins(List<String> words) {
        return words.isEmpty()
                || phrases.getOrDefault(words.getFirst(), List.of()).stream()
                        .anyMatch(phrase -> startsWith(phrase, words));
    }

    private static boolean startsWith(List<String> words, List<String> first) {
        return words.size() >= first.size() && words.subList(0, first.size()).equals(first);
    }

    private static List<String> words(String said) {
        var words = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i <= said.length(); i++) {
            if (i == said.length() || " .,!?\t\n".indexOf(said.charAt(i)) >= 0) {
                if (i > from) {
                    words.add(said.substring(from, i).toLowerCase(Locale.ROOT));
                }
                from = i + 1;
            }
        }
        return words;
    }
}
