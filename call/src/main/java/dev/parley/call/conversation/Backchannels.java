package dev.parley.call.conversation;

import java.util.List;
import java.util.Locale;

/// The signs of listening of a language: "mm-hm", "okay", "I see". Whoever says nothing else while
/// the agent talks does not want to interrupt. The one place where they are listed, as recognizers
/// write them. The last of each list are little words that say nothing alone; a hum is often
/// written as one.
///
/// @param words the signs: one word or more each, lower case
public record Backchannels(List<String> words) {
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

    public Backchannels {
        words = List.copyOf(words);
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
}
