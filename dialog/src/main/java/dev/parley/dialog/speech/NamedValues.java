package dev.parley.dialog.speech;

import dev.parley.dialog.speech.NamedValue.Day;
import dev.parley.dialog.speech.NamedValue.Money;
import dev.parley.dialog.speech.NamedValue.Percent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds the amounts and days that a text names, in figures or in words: "$1,200", "1200 dollars"
/// and "twelve hundred dollars" are the same. Weekdays and "today" name no day. In a language that
/// is not known only figures are found. Immutable; any thread.
public final class NamedValues {
    private static final Map<String, BigDecimal> UNITS =
            Map.ofEntries(
                    Map.entry("$", BigDecimal.ONE),
                    Map.entry("€", BigDecimal.ONE),
                    Map.entry("£", BigDecimal.ONE),
                    Map.entry("usd", BigDecimal.ONE),
                    Map.entry("eur", BigDecimal.ONE),
                    Map.entry("gbp", BigDecimal.ONE),
                    Map.entry("dollar", BigDecimal.ONE),
                    Map.entry("dollars", BigDecimal.ONE),
                    Map.entry("bucks", BigDecimal.ONE),
                    Map.entry("euro", BigDecimal.ONE),
                    Map.entry("euros", BigDecimal.ONE),
                    Map.entry("pound", BigDecimal.ONE),
                    Map.entry("pounds", BigDecimal.ONE),
                    Map.entry("pfund", BigDecimal.ONE),
                    Map.entry("quid", BigDecimal.ONE),
                    Map.entry("cent", new BigDecimal("0.01")),
                    Map.entry("cents", new BigDecimal("0.01")),
                    Map.entry("pence", new BigDecimal("0.01")),
                    Map.entry("penny", new BigDecimal("0.01")));
    private static final Set<String> WEIGHTS = Set.of("pound", "pounds", "pfund");
    private static final Set<String> PERCENT = Set.of("%", "percent", "prozent");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?!\\d)");
    private static final Pattern DOTTED =
            Pattern.compile("(\\d{1,2})\\. ?(\\d{1,2})\\.(?: ?(\\d{4}))?(?!\\d)");

    private final Tongue tongue;
    private final NumberWords words;
    private final Pattern token;
    private final boolean isMonthFirst;
    private final Map<String, Integer> months;
    private final Map<String, String> figures = new HashMap<>();

    public NamedValues(SpokenLanguage language) {
        var own = Tongue.of(language);
        this.tongue = own == null ? new English() : own;
        this.words = new NumberWords(tongue, language == SpokenLanguage.GERMAN);
        this.token = Pattern.compile(tongue.numberPattern() + "|\\p{L}{1,120}|[^\\s\\p{L}\\d]");
        this.isMonthFirst = language == SpokenLanguage.ENGLISH;
        for (char digit = '0'; digit <= '9'; digit++) {
            figures.put(tongue.digit(digit), Character.toString(digit));
            figures.put(Character.toString(digit), Character.toString(digit));
        }
        figures.put("oh", "0");
        this.months =
                tongue.months().entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                                        Map.Entry::getValue));
    }

    /// In the order of the text.
    ///
    /// @param today for "tomorrow" and the like
    public List<NamedValue> in(String text, LocalDate today) {
        var found = new ArrayList<NamedValue>();
        var rest = withoutDates(new Cleaning(text).text(), found);
        var tokens = new ArrayList<String>();
        var matcher = token.matcher(rest);
        while (matcher.find()) {
            if (!matcher.group().equals("-")) {
                tokens.add(matcher.group().toLowerCase(Locale.ROOT));
            }
        }
        for (int at = 0; at < tokens.size(); ) {
            int next = relative(tokens, at, today, found);
            next = next > at ? next : day(tokens, at, found);
            next = next > at ? next : amount(tokens, at, found);
            at = Math.max(next, at + 1);
        }
        return found;
    }

    /// The text with figures for words of one figure, next to each other: "4111" for "four one one
    /// one".
    public String withFigures(String plain) {
        var text = new StringBuilder();
        boolean wasFigure = false;
        for (var word : plain.strip().split(" ")) {
            var figure = figures.get(word);
            text.append(wasFigure && figure != null ? "" : " ");
            text.append(figure == null ? word : figure);
            wasFigure = figure != null;
        }
        return text.append(' ').toString();
    }

    private String withoutDates(String text, List<NamedValue> found) {
        var rest = take(ISO, text, found, 3, 2, 1);
        boolean isDayFirst = !isMonthFirst;
        rest = take(SLASHED, rest, found, isDayFirst ? 1 : 2, isDayFirst ? 2 : 1, 3);
        return take(DOTTED, rest, found, 1, 2, 3);
    }

    private static String take(
            Pattern pattern, String text, List<NamedValue> found, int day, int month, int year) {
        return pattern.matcher(text)
                .replaceAll(match -> {
                    @Nullable String given = match.group(year);
                    var date =
                            day(
                                    number(match, day),
                                    number(match, month),
                                    given == null
                                            ? Optional.empty()
                                            : Optional.of(Integer.parseInt(given)));
                    date.ifPresent(found::add);
                    return date.isPresent() ? " , " : Matcher.quoteReplacement(match.group());
                });
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static Optional<Day> day(int day, int month, Optional<Integer> year) {
        try {
            return Optional.of(new Day(MonthDay.of(month, day), year));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int relative(
            List<String> tokens, int at, LocalDate today, List<NamedValue> found) {
        boolean isAfter =
                at + 2 < tokens.size()
                        && tokens.get(at).equals("day")
                        && tokens.get(at + 1).equals("after")
                        && tokens.get(at + 2).equals("tomorrow");
        int days =
                switch (tokens.get(at)) {
                    case "tomorrow" -> 1;
                    case "morgen" -> isMorning(tokens, at) ? -1 : 1;
                    case "übermorgen" -> 2;
                    default -> isAfter ? 2 : -1;
                };
        if (days < 0) {
            return at;
        }
        var date = today.plusDays(days);
        found.add(new Day(MonthDay.from(date), Optional.of(date.getYear())));
        return at + (isAfter ? 3 : 1);
    }

    /// "Guten Morgen", "am Morgen".
    private static boolean isMorning(List<String> tokens, int at) {
        return at > 0 && Set.of("guten", "am", "der", "den", "heute").contains(tokens.get(at - 1));
    }

    /// "November 22nd, 2026", "the 22nd of November", "am zweiundzwanzigsten November".
    private int day(List<String> tokens, int at, List<NamedValue> found) {
        var month = months.get(tokens.get(at));
        int next = at;
        int day;
        if (month != null) {
            next = skip(tokens, at + 1, ".", "the");
            day = dayNumber(tokens, next);
            next = afterDay(tokens, next);
        } else {
            day = dayNumber(tokens, at);
            next = skip(tokens, afterDay(tokens, at), ".", "of");
            month = day > 0 && next < tokens.size() ? months.get(tokens.get(next)) : null;
            next++;
        }
        if (month == null || day == 0) {
            return at;
        }
        int behind = skip(tokens, next, ".", ",");
        var year = year(tokens, behind);
        day(day, month, year).ifPresent(found::add);
        return year.isPresent() ? behind + yearLength(tokens, behind) : next;
    }

    private static int skip(List<String> tokens, int from, String... words) {
        int next = from;
        while (next < tokens.size() && List.of(words).contains(tokens.get(next))) {
            next++;
        }
        return next;
    }

    private int dayNumber(List<String> tokens, int at) {
        if (at >= tokens.size()) {
            return 0;
        }
        var token = tokens.get(at);
        if (token.length() <= 2 && isFigures(token)) {
            return Integer.parseInt(token);
        }
        return words.ordinal(tokens, at).orElse(0);
    }

    private static boolean isFigures(String token) {
        return token.chars().allMatch(Character::isDigit);
    }

    private int afterDay(List<String> tokens, int at) {
        if (at >= tokens.size()) {
            return at;
        }
        if (Character.isDigit(tokens.get(at).charAt(0))) {
            return skip(tokens, at + 1, "st", "nd", "rd", "th");
        }
        var first = words.ordinal(tokens.subList(at, at + 1), 0);
        return at + (first.isPresent() || words.ordinal(tokens, at).isEmpty() ? 1 : 2);
    }

    private Optional<Integer> year(List<String> tokens, int at) {
        if (at >= tokens.size()) {
            return Optional.empty();
        }
        var token = tokens.get(at);
        boolean isCentury = token.startsWith("19") || token.startsWith("20");
        if (token.length() == 4 && isCentury && isFigures(token)) {
            return Optional.of(Integer.parseInt(token));
        }
        var read = words.read(tokens, at);
        return read == null
                ? Optional.empty()
                : read.readings().stream()
                        .map(BigDecimal::intValue)
                        .filter(value -> value >= 1900 && value < 2100)
                        .findFirst();
    }

    private int yearLength(List<String> tokens, int at) {
        var read = words.read(tokens, at);
        return read == null ? 1 : read.next() - at;
    }

    private int amount(List<String> tokens, int at, List<NamedValue> found) {
        boolean signFirst =
                UNITS.containsKey(tokens.get(at))
                        && "$€£ueg".indexOf(tokens.get(at).charAt(0)) >= 0;
        int start = signFirst ? skip(tokens, at + 1, "-") : at;
        var number = number(tokens, start);
        if (number == null) {
            return at;
        }
        int next = number.next();
        var unit = next < tokens.size() ? tokens.get(next) : "";
        if (signFirst) {
            found.add(new Money(number.readings()));
            return next;
        }
        if (PERCENT.contains(unit)) {
            found.add(new Percent(number.readings()));
            return next + 1;
        }
        if (UNITS.containsKey(unit) && !isWeight(tokens, next)) {
            return money(tokens, next, number.readings(), found);
        }
        found.add(new NamedValue.Figure(number.readings()));
        return next;
    }

    /// "five pounds per square inch" and "two pounds of flour" are no money.
    private static boolean isWeight(List<String> tokens, int at) {
        return WEIGHTS.contains(tokens.get(at))
                && at + 1 < tokens.size()
                && Set.of("per", "of", "pro").contains(tokens.get(at + 1));
    }

    private int money(
            List<String> tokens, int unit, List<BigDecimal> wholes, List<NamedValue> found) {
        var size = UNITS.getOrDefault(tokens.get(unit), BigDecimal.ONE);
        var values = wholes.stream().map(size::multiply).toList();
        int next = unit + 1;
        int behind = skip(tokens, next, "and", "und");
        var part = size.compareTo(BigDecimal.ONE) == 0 ? number(tokens, behind) : null;
        if (part != null && part.readings().getFirst().compareTo(BigDecimal.valueOf(100)) < 0) {
            var after = part.next() < tokens.size() ? tokens.get(part.next()) : "";
            boolean isPart =
                    UNITS.containsKey(after)
                            && UNITS.getOrDefault(after, size).compareTo(size) != 0;
            boolean isBare =
                    behind == next && !UNITS.containsKey(after) && !PERCENT.contains(after);
            if (isPart || isBare) {
                var cents = part.readings().getFirst().movePointLeft(2);
                values = values.stream().map(cents::add).toList();
                next = part.next() + (isPart ? 1 : 0);
            }
        }
        found.add(new Money(values));
        return next;
    }

    private NumberWords.@Nullable Read number(List<String> tokens, int at) {
        if (at >= tokens.size()) {
            return null;
        }
        if (!Character.isDigit(tokens.get(at).charAt(0))) {
            return words.read(tokens, at);
        }
        var value = new BigDecimal(tongue.plain(tokens.get(at)));
        int next = at + 1;
        long scale = next < tokens.size() ? NumberWords.scale(tokens.get(next)) : 0;
        if (scale > 0) {
            int behind = skip(tokens, next + 1, ".");
            boolean hasUnit = behind < tokens.size() && UNITS.containsKey(tokens.get(behind));
            return new NumberWords.Read(
                    List.of(value.multiply(BigDecimal.valueOf(scale))),
                    hasUnit ? behind : next + 1);
        }
        return new NumberWords.Read(List.of(value), next);
    }
}
