package dev.parley.call.conversation;

import java.util.List;
import java.util.Locale;

/// The signs of listening of a language: "mm-hm", "okay", "right". Whoever says nothing else while
/// the agent talks does not want to interrupt. The one place where they are listed, as recognizers
/// write them.
public record Backchannels(List<String> words) {
    private static final Backchannels ENGLISH =
            of(
                    "mm", "mmm", "mhm", "mm-hm", "mmhm", "mm-hmm", "mmhmm", "mhmm", "hm", "hmm",
                    "uh-huh", "uhuh", "uhhuh", "huh", "uh", "um", "ah", "aha", "oh", "ooh", "yeah",
                    "yep", "yup", "yes", "ok", "okay", "right", "sure", "alright", "good", "great",
                    "fine", "cool", "nice", "wow", "really", "exactly");

    private static final Backchannels GERMAN =
            of(
                    "mm",
                    "mhm",
                    "mm-hm",
                    "hm",
                    "hmm",
                    "aha",
                    "ah",
                    "ach",
                    "oh",
                    "äh",
                    "ähm",
                    "ja",
                    "jo",
                    "jawohl",
                    "ok",
                    "okay",
                    "gut",
                    "genau",
                    "klar",
                    "so",
                    "stimmt",
                    "richtig",
                    "schön",
                    "prima",
                    "verstehe");

    private static final Backchannels FRENCH =
            of(
                    "mm",
                    "hm",
                    "hmm",
                    "euh",
                    "ah",
                    "oh",
                    "oui",
                    "ouais",
                    "ok",
                    "okay",
                    "bien",
                    "bon",
                    "voilà",
                    "exactement",
                    "super");

    private static final Backchannels SPANISH =
            of(
                    "mm", "mmm", "hm", "ajá", "ah", "oh", "eh", "sí", "si", "ok", "okay", "vale",
                    "bueno", "bien", "claro", "ya", "exacto");

    public Backchannels {
        words = List.copyOf(words);
    }

    private static Backchannels of(String... words) {
        return new Backchannels(List.of(words));
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
        boolean any = false;
        for (var word : said.toLowerCase(Locale.ROOT).split("[\\s.,!?]+")) {
            if (!word.isEmpty()) {
                if (!words.contains(word)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }
}
