package dev.parley.call.conversation;

import java.util.List;
import java.util.Locale;

/// Words after which nobody has finished, in a language: "and", "to the", "um". In open speech a
/// pause behind them is waited out longer. The one place where they are listed, as recognizers
/// write them.
///
/// @param endings words, or several in order, with which no sentence ends
/// @param alone what is only the beginning if nothing else was said
public record Unfinished(List<String> endings, List<String> alone) {
    private static final Unfinished ENGLISH =
            new Unfinished(
                    List.of(
                            "and",
                            "or",
                            "but",
                            "because",
                            "if",
                            "whether",
                            "although",
                            "unless",
                            "than",
                            "a",
                            "an",
                            "the",
                            "my",
                            "your",
                            "our",
                            "their",
                            "every",
                            "of",
                            "to",
                            "for",
                            "from",
                            "with",
                            "without",
                            "at",
                            "by",
                            "into",
                            "between",
                            "i",
                            "we",
                            "they",
                            "i'm",
                            "i'd",
                            "i'll",
                            "i've",
                            "it's",
                            "that's",
                            "there's",
                            "we're",
                            "uh",
                            "uhm",
                            "um",
                            "er",
                            "erm",
                            "hm",
                            "hmm",
                            "i would like",
                            "i want",
                            "i need",
                            "i have",
                            "can you",
                            "could you",
                            "would you",
                            "tell me",
                            "let me",
                            "give me",
                            "show me",
                            "my name is",
                            "number is",
                            "problem is",
                            "question is",
                            "address is",
                            "and then"),
                    List.of("well", "so", "okay so", "yes so", "actually"));

    private static final Unfinished GERMAN =
            new Unfinished(
                    List.of(
                            "und",
                            "oder",
                            "aber",
                            "weil",
                            "dass",
                            "wenn",
                            "ob",
                            "als",
                            "der",
                            "die",
                            "den",
                            "dem",
                            "des",
                            "ein",
                            "eine",
                            "einen",
                            "einem",
                            "einer",
                            "mein",
                            "meine",
                            "meinen",
                            "unser",
                            "zum",
                            "zur",
                            "für",
                            "von",
                            "vom",
                            "bei",
                            "beim",
                            "ich",
                            "wir",
                            "äh",
                            "ähm",
                            "hm",
                            "name ist",
                            "nummer ist",
                            "problem ist",
                            "ich möchte",
                            "ich würde",
                            "können sie",
                            "könnten sie"),
                    List.of("also", "ja also", "naja"));

    private static final Unfinished FRENCH =
            new Unfinished(
                    List.of(
                            "et",
                            "ou",
                            "mais",
                            "parce que",
                            "que",
                            "si",
                            "le",
                            "la",
                            "les",
                            "un",
                            "une",
                            "des",
                            "du",
                            "de",
                            "mon",
                            "ma",
                            "mes",
                            "pour",
                            "avec",
                            "sans",
                            "je",
                            "nous",
                            "euh",
                            "je voudrais",
                            "nom est",
                            "pouvez vous"),
                    List.of("alors", "bon", "donc", "ben"));

    private static final Unfinished SPANISH =
            new Unfinished(
                    List.of(
                            "y",
                            "o",
                            "pero",
                            "porque",
                            "que",
                            "si",
                            "el",
                            "la",
                            "los",
                            "las",
                            "un",
                            "una",
                            "de",
                            "del",
                            "mi",
                            "mis",
                            "para",
                            "con",
                            "sin",
                            "por",
                            "a",
                            "al",
                            "eh",
                            "me llamo",
                            "nombre es",
                            "quiero",
                            "quisiera",
                            "puede"),
                    List.of("bueno", "pues", "entonces"));

    private static final Unfinished NONE = new Unfinished(List.of(), List.of());

    public Unfinished {
        endings = List.copyOf(endings);
        alone = List.copyOf(alone);
    }

    /// Those of a language, by its code ("en-US"); none for a language that is not listed.
    public static Unfinished of(String language) {
        return switch (language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0]) {
            case "en" -> ENGLISH;
            case "de" -> GERMAN;
            case "fr" -> FRENCH;
            case "es" -> SPANISH;
            default -> NONE;
        };
    }

    /// Whether a speaker who pauses after these lower case words is going to go on.
    boolean ends(String words) {
        var said = words.strip();
        if (said.isEmpty()) {
            return false;
        }
        for (var whole : alone) {
            if (said.equals(whole)) {
                return true;
            }
        }
        for (var ending : endings) {
            if (said.equals(ending) || said.endsWith(" " + ending)) {
                return true;
            }
        }
        return false;
    }
}
