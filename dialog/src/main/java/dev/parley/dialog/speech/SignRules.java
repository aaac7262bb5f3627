package dev.parley.dialog.speech;

import dev.parley.dialog.speech.Rule.Found;
import dev.parley.dialog.speech.Rule.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Signs and abbreviations: what is no letter and no figure, and words with a full stop.
final class SignRules {
    /// Said by their name wherever they stand.
    private static final String NAMED = "@=&×÷±≤≥≠≈~%°^\\©€£$";

    private static final Set<String> CLOCK_WORDS = Set.of("am", "pm", "AM", "PM", "m", "Uhr");

    private final Tongue tongue;
    private final Abbreviations abbreviations;

    private SignRules(Tongue tongue, Abbreviations abbreviations) {
        this.tongue = tongue;
        this.abbreviations = abbreviations;
    }

    static List<Rule> of(Tongue tongue, Abbreviations abbreviations) {
        var of = new SignRules(tongue, abbreviations);
        var rules = new ArrayList<Rule>();
        rules.add(
                Rule.of(
                        Start.LETTER,
                        "(?:\\p{L}\\. ){1,3}\\p{L}{1,4}\\.(?![\\p{L}\\d])",
                        of::abbreviation));
        rules.add(
                Rule.of(Start.LETTER, "(?:\\p{L}{1,12}\\.){1,4}(?![\\p{L}\\d])", of::abbreviation));
        rules.add(Rule.of(Start.SYMBOL, "#(?=\\d)", _ -> tongue.sign("#")));
        rules.add(Rule.of(Start.SYMBOL, "§§?", found -> tongue.sign(found.group(0))));
        rules.add(Rule.of(Start.SYMBOL, "[-–—](?= ?[\\d$€£])", of::dash));
        rules.add(Rule.of(Start.SYMBOL, "-(?=\\p{L})|[-](?=[^\\p{L}])", of::hyphen));
        rules.add(Rule.of(Start.SYMBOL, "\\+", of::plus));
        rules.add(Rule.of(Start.SYMBOL, "[/\u2044]", of::slash));
        rules.add(Rule.of(Start.SYMBOL, "_", of::underscore));
        rules.add(Rule.of(Start.SYMBOL, ":(?=\\d)", of::colon));
        rules.add(
                Rule.of(
                        Start.SYMBOL,
                        ",(?=\\d)",
                        found -> isDigit(found.charBefore()) ? "," : null));
        rules.add(Rule.of(Start.SYMBOL, "\\.(?=\\d)", of::point));
        rules.add(
                Rule.of(
                        Start.SYMBOL,
                        "[" + NAMED.replace("\\", "\\\\").replace("^", "\\^") + "]",
                        found -> tongue.sign(found.group(0))));
        rules.add(Rule.of(Start.SYMBOL, "[<>]", of::comparison));
        rules.add(Rule.of(Start.SYMBOL, "[*`|#{}\\[\\]®™]", _ -> ""));
        return rules;
    }

    private static boolean isDigit(char c) {
        return Character.isDigit(c);
    }

    private @Nullable String abbreviation(Found found) {
        var known = abbreviations.find(found.group(0));
        if (known.isEmpty()) {
            return null;
        }
        boolean isFollowed =
                found.text()
                                .substring(found.match().end())
                                .stripLeading()
                                .chars()
                                .findFirst()
                                .orElse(' ')
                        >= '0';
        boolean isNumbered =
                isFollowed
                        && isDigit(
                                found.text()
                                        .substring(found.match().end())
                                        .stripLeading()
                                        .charAt(0));
        return switch (known.get().kind()) {
            case NUMBER -> isNumbered ? known.get().spoken() : null;
            case BEFORE, EITHER -> known.get().spoken() + (found.isLast() ? "." : "");
        };
    }

    /// Between figures "to", before one "minus".
    private @Nullable String dash(Found found) {
        char before = found.charBefore();
        boolean isEnDash = found.group(0).equals("–") && !Letters.isSpace(before);
        boolean isMoney = "$€£".indexOf(found.charAfter()) >= 0 && !Letters.isSpace(before);
        if (isDigit(before)
                || "%€$£°".indexOf(before) >= 0
                || isEnDash
                || isMoney
                || isSpacedRange(found)) {
            return tongue.sign("to");
        }
        boolean isMinus =
                found.group(0).equals("-")
                        && (Letters.isSpace(before) || "(=".indexOf(before) >= 0)
                        && isDigit(found.charAfter());
        if (isMinus) {
            return tongue.sign("-");
        }
        return Character.isLetter(before) ? " " : null;
    }

    private static boolean isSpacedRange(Found found) {
        int before = found.match().start() - 2;
        boolean isClock = CLOCK_WORDS.contains(found.wordBefore());
        return found.charBefore() == ' '
                && found.charAfter() == ' '
                && before >= 0
                && (isClock || isDigit(found.text().charAt(before)));
    }

    /// A bracket of another kind, unless it stands between values.
    private String comparison(Found found) {
        boolean isBetween = " =$€£-".indexOf(found.charAfter()) >= 0 || isDigit(found.charAfter());
        boolean isBehind = found.charBefore() == ' ' || isDigit(found.charBefore());
        return isBetween && isBehind && !found.isLast() ? tongue.sign(found.group(0)) : "";
    }

    /// A hyphen behind a figure is not heard: "24-hour service".
    private @Nullable String hyphen(Found found) {
        return isDigit(found.charBefore()) && Character.isLetter(found.charAfter()) ? " " : null;
    }

    private String plus(Found found) {
        return tongue.sign("+");
    }

    private String slash(Found found) {
        var before = found.wordBefore();
        var after = wordFrom(found.text(), found.match().end());
        boolean areWords = isWord(before) && isWord(after);
        boolean isAnd = before.equals("and") || before.equals("und");
        if (areWords && Character.isLetter(found.charBefore())) {
            return isAnd ? " " : tongue.sign("or");
        }
        return tongue.sign("/");
    }

    private static boolean isWord(String text) {
        int smallFrom = text.length() > 2 ? 1 : 0;
        return text.length() > 1 && text.chars().skip(smallFrom).allMatch(Character::isLowerCase);
    }

    private static String wordFrom(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private String underscore(Found found) {
        return Character.isLetterOrDigit(found.charBefore()) ? " " : "";
    }

    private @Nullable String colon(Found found) {
        return isDigit(found.charBefore()) ? tongue.sign("to") : null;
    }

    /// ".5" and what is left of odd numbers.
    private String point(Found found) {
        return isDigit(found.charBefore()) ? tongue.sign(".") : tongue.sign("decimal");
    }
}
