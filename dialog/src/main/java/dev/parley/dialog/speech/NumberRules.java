package dev.parley.dialog.speech;

import dev.parley.dialog.speech.Rule.Found;
import dev.parley.dialog.speech.Rule.Start;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Numbers and what is made of them: dates, times, money, units, fractions.
final class NumberRules {
    private static final String NOT_IN_NUMBER = "(?![\\d]|[.,]\\d)";

    private final Tongue tongue;
    private final String number;
    private final boolean isMonthFirst;

    private NumberRules(Tongue tongue) {
        this.tongue = tongue;
        this.number = "(" + tongue.numberPattern() + ")";
        this.isMonthFirst = tongue.decimalMark() == '.';
    }

    static List<Rule> of(Tongue tongue) {
        return new NumberRules(tongue).others();
    }

    /// Money and what is measured.
    static List<Rule> measuresOf(Tongue tongue) {
        var of = new NumberRules(tongue);
        var rules = new ArrayList<>(of.money());
        rules.addAll(of.measures());
        return rules;
    }

    static List<Rule> datesOf(Tongue tongue) {
        return new NumberRules(tongue).dates();
    }

    private List<Rule> dates() {
        return List.of(
                Rule.of(
                        Start.DIGIT,
                        "(\\d{4})-(\\d{2})-(\\d{2})(?:[T ](\\d{2}):(\\d{2})(?::\\d{2}(?:\\.\\d{1,9})?)?Z?)?(?![\\d-])",
                        this::isoDate),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,2})/(\\d{1,2})/(\\d{4})(?![\\d/])",
                        found -> isMonthFirst ? slashed(found) : date(found, 1, 2, 3)),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})" + NOT_IN_NUMBER,
                        found -> date(found, 1, 2, 3)),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,2}):([0-5]\\d):([0-5]\\d)(?![\\d:])",
                        found ->
                                tongue.cardinal(found.group(1))
                                        + ", "
                                        + tongue.cardinal(found.group(2))
                                        + ", "
                                        + tongue.cardinal(found.group(3))),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,2}):([0-5]\\d)(?: ?([AaPp])\\.? ?[Mm](?![\\p{L}])\\.?| Uhr(?!\\p{L}))?(?![\\d:])",
                        this::time),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,2})()(?: ?([AaPp])(?:m|M|\\. ?[mM]\\.)(?![\\p{L}]))",
                        this::time));
    }

    private List<Rule> money() {
        var signs = either(tongue.currencies().keySet());
        var magnitudes = "(?: ?(" + either(tongue.magnitudes().keySet()) + ")(?![\\p{L}\\d]))?";
        return List.of(
                Rule.of(Start.SYMBOL, signed(signs) + magnitudes, this::signFirst),
                Rule.of(Start.LETTER, signed(signs) + magnitudes, this::signFirst),
                Rule.of(
                        Start.DIGIT,
                        number + magnitudes + "[ -]?(" + signs + ")(?![\\p{L}\\d])",
                        found -> amount(found, 1, 2, found.group(3))));
    }

    private String signed(String signs) {
        return "(-?)(" + signs + ") ?(-?)" + number;
    }

    private List<Rule> measures() {
        var units = "(" + either(tongue.units().keySet()) + ")";
        return List.of(
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,6}) (\\d{1,2})[/\u2044](\\d{1,2})(?![\\d/])",
                        found ->
                                isFraction(found, 2, 3)
                                        ? tongue.mixed(
                                                found.group(1), found.number(2), found.number(3))
                                        : null),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,2})[/\u2044](\\d{1,2})(?![\\d/])",
                        found ->
                                isFraction(found, 1, 2)
                                        ? tongue.fraction(found.number(1), found.number(2))
                                        : null),
                Rule.of(Start.DIGIT, number + "[ -]?" + units + "(?![\\p{L}\\d/])", this::unit),
                Rule.of(
                        Start.DIGIT,
                        number + " ?(" + either(plainMagnitudes()) + ")(?![\\p{L}\\d])",
                        found ->
                                tongue.number(found.group(1))
                                        + " "
                                        + tongue.magnitudes().get(found.group(2))));
    }

    private List<Rule> others() {
        return List.of(
                Rule.of(
                        Start.DIGIT,
                        "((?:19|20)\\d\\d)(?![\\p{L}\\d]|[.,]\\d)",
                        found -> tongue.year(found.number(1))),
                // A version or an address of the network: several points.
                Rule.of(
                        Start.DIGIT,
                        "\\d{1,9}(?:\\.\\d{1,9}){2,8}(?![\\d]|\\.\\d)",
                        found -> byPoints(found.group(0))),
                Rule.of(Start.DIGIT, number, found -> tongue.number(found.group(1))),
                Rule.of(Start.DIGIT, "\\d{1,40}", found -> tongue.digits(found.group(0))));
    }

    private String byPoints(String text) {
        if (Pattern.matches(tongue.numberPattern(), text)) {
            return tongue.number(text);
        }
        return Arrays.stream(text.split("\\."))
                .map(part -> part.startsWith("0") ? tongue.digits(part) : tongue.cardinal(part))
                .collect(Collectors.joining(" " + tongue.sign(".") + " "));
    }

    /// Longer ones first, so that "km/h" is not taken for "km".
    private static String either(Collection<String> words) {
        return words.stream()
                .sorted(
                        Comparator.comparingInt(String::length)
                                .reversed()
                                .thenComparing(word -> word))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    private @Nullable String isoDate(Found found) {
        var date = date(found, 3, 2, 1);
        if (date == null || !found.has(4)) {
            return date;
        }
        int hour = found.number(4);
        int minute = found.number(5);
        return hour > 24 || minute > 59 ? null : date + ", " + tongue.time(hour, minute, "");
    }

    /// Month first, but day first where that makes no date.
    private @Nullable String slashed(Found found) {
        var date = date(found, 2, 1, 3);
        return date == null ? date(found, 1, 2, 3) : date;
    }

    private @Nullable String date(Found found, int day, int month, int year) {
        try {
            var date = LocalDate.of(found.number(year), found.number(month), found.number(day));
            return tongue.date(
                    date.getDayOfMonth(),
                    date.getMonthValue(),
                    date.getYear(),
                    found.wordBefore().toLowerCase(Locale.ROOT));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable String time(Found found) {
        int hour = found.number(1);
        int minute = found.group(2).isEmpty() ? 0 : found.number(2);
        var half = found.group(3).toLowerCase(Locale.ROOT);
        if (hour > 24 || (!half.isEmpty() && (hour < 1 || hour > 12))) {
            return null;
        }
        boolean endsText = found.isLast() && found.group(0).endsWith(".");
        return tongue.time(hour, minute, half) + (endsText ? "." : "");
    }

    /// Without money a single capital behind a number is rather a name: "12B".
    private List<String> plainMagnitudes() {
        return tongue.magnitudes().keySet().stream()
                .filter(word -> word.length() > 1 || word.equals("k"))
                .toList();
    }

    private Tongue.Unit plainly(String many) {
        return new Tongue.Unit(tongue.cardinal("1"), many, many);
    }

    private String signFirst(Found found) {
        boolean isNegative = !found.group(1).isEmpty() || !found.group(3).isEmpty();
        var minus = isNegative ? tongue.sign("-") + " " : "";
        return minus + amount(found, 4, 5, found.group(2));
    }

    private String amount(Found found, int number, int magnitude, String sign) {
        var currency = Objects.requireNonNull(tongue.currencies().get(sign));
        var plain = tongue.plain(found.group(number));
        if (found.has(magnitude)) {
            var size = tongue.units().get(found.group(magnitude));
            var many = String.valueOf(tongue.magnitudes().get(found.group(magnitude)));
            return tongue.counted(found.group(number), size == null ? plainly(many) : size)
                    + " "
                    + currency.whole().many();
        }
        int point = plain.indexOf('.');
        if (point < 0) {
            return tongue.money(plain, "", currency);
        }
        var part = plain.substring(point + 1);
        return part.length() == 2
                ? tongue.money(plain.substring(0, point), part, currency)
                : tongue.counted(found.group(number), currency.whole());
    }

    private String unit(Found found) {
        var said =
                tongue.counted(
                        found.group(1), Objects.requireNonNull(tongue.units().get(found.group(2))));
        return said + (found.isLast() && found.group(0).endsWith(".") ? "." : "");
    }

    private static boolean isFraction(Found found, int above, int below) {
        int low = found.number(below);
        return found.number(above) > 0
                && found.number(above) < low
                && (low <= 10 || low == 16 || low == 32)
                && !found.group(above).startsWith("0")
                && !found.group(below).startsWith("0");
    }
}
