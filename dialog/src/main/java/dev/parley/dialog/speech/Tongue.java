package dev.parley.dialog.speech;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything one language says in its own way. The only place of a language's words, with its
/// [Abbreviations] and [CutWords].
interface Tongue {
    /// How numbers are written: a regular expression without groups.
    String numberPattern();

    char decimalMark();

    /// A whole number in figures; of more than fifteen its digits.
    String cardinal(String digits);

    String ordinal(int number, String before);

    String digit(char digit);

    String year(int year);

    /// @param year 0 for none
    /// @param before the word before the date
    String date(int day, int month, int year, String before);

    /// @param half "a" or "p" of a twelve-hour clock, else empty
    String time(int hour, int minute, String half);

    String fraction(int above, int below);

    String mixed(String whole, int above, int below);

    Map<String, Unit> units();

    /// By sign and by code ("$", "USD").
    Map<String, Currency> currencies();

    /// "million" and the like behind an amount, as written, to as said.
    Map<String, String> magnitudes();

    /// How a sign is said: "%", "&", "/", "@", ".".
    Map<String, String> signs();

    /// Words after which a number is a name: its digits are said.
    List<String> idWords();

    Map<String, Integer> months();

    /// Rules that only this language has; they come first.
    List<Rule> rules();

    /// @param article what one of them is counted with
    record Unit(String article, String one, String many) {}

    record Currency(Unit whole, Unit part) {}

    /// An amount of money: whole and two figures, or none, of its hundredth part.
    String money(String whole, String part, Currency currency);

    default String decimal(String whole, String fraction) {
        return cardinal(whole) + " " + sign("decimal") + " " + digits(fraction);
    }

    /// A number as written, marks of thousands and all.
    default String number(String written) {
        var plain = plain(written);
        int point = plain.indexOf('.');
        if (point >= 0) {
            return decimal(plain.substring(0, point), plain.substring(point + 1));
        }
        return isName(plain) ? digits(plain) : cardinal(plain);
    }

    private static boolean isName(String digits) {
        return digits.length() > 1 && digits.startsWith("0");
    }

    /// Digits with a point, if any, before the fraction.
    default String plain(String written) {
        int mark = written.lastIndexOf(decimalMark());
        // A point with one or two figures is a decimal point in any language.
        if (mark < 0 && written.matches("\\d+\\.\\d{1,2}")) {
            return written;
        }
        var text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (Character.isDigit(c)) {
                text.append(c);
            } else if (i == mark) {
                text.append('.');
            }
        }
        return text.toString();
    }

    /// A number of things: "one kilometer", "two kilometers".
    default String counted(String written, Unit unit) {
        return plain(written).equals("1")
                ? unit.article() + " " + unit.one()
                : number(written) + " " + unit.many();
    }

    default String digits(String digits) {
        var words = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            words.append(i == 0 ? "" : " ").append(digit(digits.charAt(i)));
        }
        return words.toString();
    }

    default String sign(String sign) {
        var words = signs().get(sign);
        if (words == null) {
            throw new IllegalStateException("no words for the sign " + sign);
        }
        return words;
    }

    static @Nullable Tongue of(SpokenLanguage language) {
        return switch (language) {
            case ENGLISH -> new English();
            case GERMAN -> new German();
            case OTHER -> null;
        };
    }
}
