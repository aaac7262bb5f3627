package dev.parley.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Something by which a person could still be found after an erasure: a number, a name, words.
/// Holds personal data and never prints itself.
///
/// Found whatever stands between its parts, "+1 (415) 555-0111" as "+14155550111". The expression
/// is written so that PostgreSQL and Java read it alike.
public final class Trace {
    private static final Pattern PART = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int NATIONAL_DIGITS = 10;

    private final Kind kind;
    private final String expression;

    /// What kind of thing it is; all that a receipt tells.
    public enum Kind {
        NUMBER,
        NAME,
        WORDS
    }

    private Trace(Kind kind, String expression) {
        this.kind = kind;
        this.expression = expression;
    }

    /// A telephone number, with or without its country code.
    public static Trace number(String number) {
        var digits = number.replaceAll("\\D", "");
        var last = digits.substring(Math.max(0, digits.length() - NATIONAL_DIGITS));
        return new Trace(
                Kind.NUMBER, String.join("[^0-9A-Za-z]{0,3}", last.split("")) + "($|[^0-9])");
    }

    /// A name, mark or other sign of a person.
    public static Trace name(String name) {
        return new Trace(Kind.NAME, parts(name));
    }

    /// What a person said.
    public static Trace words(String words) {
        return new Trace(Kind.WORDS, parts(words));
    }

    /// Whether this can be looked for at all: some letters or digits.
    static boolean isFit(String text) {
        return PART.matcher(text).find();
    }

    private static String parts(String text) {
        List<String> parts = new ArrayList<>();
        var match = PART.matcher(text);
        while (match.find()) {
            parts.add(match.group());
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("expected letters or digits to look for");
        }
        return "(^|\\W)" + String.join("\\W+", parts) + "($|\\W)";
    }

    public Kind kind() {
        return kind;
    }

    /// For Java, letters of either case.
    public Pattern pattern() {
        return Pattern.compile(
                expression,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /// For PostgreSQL's `~*`.
    String expression() {
        return expression;
    }

    @Override
    public String toString() {
        return "[trace of " + kind + "]";
    }
}
