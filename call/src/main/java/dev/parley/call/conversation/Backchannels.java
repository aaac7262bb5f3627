package dev.parley.call.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The signs of listening of a language: "mm-hm", "okay", "I see". Whoever says nothing else while
/// the agent talks does not want to interrupt. The one place where they are listed, as recognizers
/// write them. The last of each list are little words that say nothing alone; a hum is often
/// written as one.
///
/// Immutable.
public final class Backchannels {
    private static final Backchannels ENGLISH =
            list(
                    """
                    mm, mmm, mh, mhm, mm-hm, mmhm, mm-hmm, mmhmm, mhmm, hm, hmm, uh-huh, uhuh, uhhuh,
                    huh, uh, um, ah, aha, oh, ooh, yeah, yep, yup, yes, ok, okay, right, sure, alright,
                    good, great, fine, cool, nice, wow, really, exactly, perfect, i see, got it,
                    all right, of course, i understand, that's right, that's fine, sounds good,
                    very good, makes sense,
                    a, an, am, and, the
                    """);

    private static final Backchannels GERMAN =
            list(
                    """
                    mm, mhm, mm-hm, hm, hmm, aha, ah, ach, oh, äh, ähm, ja, jo, jawohl, ok, okay, gut,
                    genau, klar, so, stimmt, richtig, schön, prima, verstehe, ach so, alles klar,
                    ich verstehe, sehr gut, in ordnung, na gut, ist gut,
                    am, an, und
                    """);

    private static final Backchannels FRENCH =
            list(
                    """
                    mm, hm, hmm, euh, ah, oh, oui, ouais, ok, okay, bien, bon, voilà, exactement, super,
                    d'accord, je vois, bien sûr, très bien, ça marche, je comprends, c'est ça, ah bon,
                    à, et, un
                    """);

    private static final Backchannels SPANISH =
            list(
                    """
                    mm, mmm, hm, ajá, ah, oh, eh, sí, si, ok, okay, vale, bueno, bien, claro, ya, exacto,
                    muy bien, de acuerdo, ya veo, por supuesto, claro que sí, entiendo, está bien,
                    a, un, y
                    """);

    /// By their first word.
    private final Map<String, List<List<String>>> phrases = new HashMap<>();

    /// @param phrases one word or more each, lower case
    public Backchannels(List<String> phrases) {
        for (var phrase : phrases) {
            var words = words(phrase);
            this.phrases.computeIfAbsent(words.getFirst(), _ -> new ArrayList<>()).add(words);
        }
    }

    private static Backchannels list(String phrases) {
        return new Backchannels(List.of(phrases.strip().split(",\\s+")));
    }

    /// Those of a language, by its BCP 47 tag ("en-US"); of one without a list, those of English.
    public static Backchannels of(String language) {
        return switch (Locale.forLanguageTag(language).getLanguage()) {
            case "de" -> GERMAN;
            case "fr" -> FRENCH;
            case "es" -> SPANISH;
            default -> ENGLISH;
        };
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
