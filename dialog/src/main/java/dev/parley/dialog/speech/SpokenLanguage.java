package dev.parley.dialog.speech;

import java.util.Locale;

/// The language a text is read in. English and German have words of their own; text in any other
/// language is cut by the general rules and only cleaned, not put into words.
public enum SpokenLanguage {
    ENGLISH,
    GERMAN,
    OTHER;

    /// By a language tag (BCP 47): "en-US", "de", "fr-CA".
    public static SpokenLanguage of(String tag) {
        return switch (Locale.forLanguageTag(tag.replace('_', '-')).getLanguage()) {
            case "en" -> ENGLISH;
            case "de" -> GERMAN;
            default -> OTHER;
        };
    }
}
