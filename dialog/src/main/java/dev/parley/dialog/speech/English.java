package dev.parley.dialog.speech;

import dev.parley.dialog.slot.Spoken;
import dev.parley.dialog.speech.Rule.Found;
import dev.parley.dialog.speech.Rule.Start;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// American English: month before day, a point before decimals.
final class English implements Tongue {
    private static final String MONTH =
            "(January|February|March|April|May|June|July|August|September|October|November|December"
                    + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)";
    private static final List<String> MONTHS =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");
    private static final List<String> GROUPS =
            List.of("", " thousand", " million", " billion", " trillion");
    private static final Map<String, String> IRREGULAR =
            Map.of(
                    "one", "first", "two", "second", "three", "third", "five", "fifth", "eight",
                    "eighth", "nine", "ninth", "twelve", "twelfth");
    private static final Map<String, Integer> MONTH_NUMBERS = new HashMap<>();
    private static final Map<String, Unit> UNITS = new HashMap<>();
    private static final Map<String, String> SIGNS = new HashMap<>();

    static {
        for (int i = 0; i < 12; i++) {
            MONTH_NUMBERS.put(MONTHS.get(i), i + 1);
            MONTH_NUMBERS.put(MONTHS.get(i).substring(0, 3), i + 1);
        }
        MONTH_NUMBERS.put("Sept", 9);
        for (var line :
                """
                km/h kilometer per hour,kilometers per hour
                kmh kilometer per hour,kilometers per hour
                mph mile per hour,miles per hour
                m/s meter per second,meters per second
                rpm revolution per minute,revolutions per minute
                km kilometer,kilometers
                cm centimeter,centimeters
                mm millimeter,millimeters
                m meter,meters
                mi mile,miles
                ft foot,feet
                yd yard,yards
                m2 square meter,square meters
                m3 cubic meter,cubic meters
                km2 square kilometer,square kilometers
                kg kilogram,kilograms
                mg milligram,milligrams
                g gram,grams
                lb pound,pounds
                lbs pound,pounds
                oz ounce,ounces
                l liter,liters
                L liter,liters
                ml milliliter,milliliters
                gal gallon,gallons
                qt quart,quarts
                °C degree Celsius,degrees Celsius
                °F degree Fahrenheit,degrees Fahrenheit
                ° degree,degrees
                h hour,hours
                hr hour,hours
                hrs hour,hours
                min minute,minutes
                mins minute,minutes
                s second,seconds
                sec second,seconds
                ms millisecond,milliseconds
                kW kilowatt,kilowatts
                kWh kilowatt hour,kilowatt hours
                W watt,watts
                V volt,volts
                Hz hertz,hertz
                kHz kilohertz,kilohertz
                KB kilobyte,kilobytes
                MB megabyte,megabytes
                GB gigabyte,gigabytes
                TB terabyte,terabytes
                hp horsepower,horsepower
                psi P S I,P S I
                bar bar,bar
                Nm newton meter,newton meters
                mpg mile per gallon,miles per gallon
                % percent,percent
                ‰ per mille,per mille
                """
                        .lines()
                        .toList()) {
            int space = line.indexOf(' ');
            var forms = line.substring(space + 1).split(",");
            UNITS.put(line.substring(0, space), new Unit("one", forms[0], forms[1]));
        }
        for (var line :
                """
                decimal point
                - minus
                + plus
                to to
                / slash
                or or
                @ at
                . dot
                _ underscore
                ? question mark
                = equals
                & and
                : colon
                hyphen dash
                # number
                § section
                §§ sections
                × times
                ÷ divided by
                ± plus or minus
                < less than
                > greater than
                ≤ at most
                ≥ at least
                ≠ is not
                ≈ about
                ~ about
                % percent
                ° degrees
                ^ to the power of
                \\ backslash
                © copyright
                $ dollars
                € euros
                £ pounds
                """
                        .lines()
                        .toList()) {
            int space = line.indexOf(' ');
            SIGNS.put(line.substring(0, space), line.substring(space + 1));
        }
    }

    private static final Currency DOLLAR = currency("dollar", "dollars", "cent", "cents");
    private static final Currency EURO = currency("euro", "euros", "cent", "cents");
    private static final Currency POUND = currency("pound", "pounds", "penny", "pence");

    private static Currency currency(String one, String many, String part, String parts) {
        return new Currency(new Unit("one", one, many), new Unit("one", part, parts));
    }

    @Override
    public String numberPattern() {
        return "\\d{1,3}(?:,\\d{3}){1,8}(?!\\d)(?:\\.\\d{1,12}(?!\\d|\\.\\d))?|\\d{1,40}(?:\\.\\d{1,12}(?!\\d|\\.\\d))?";
    }

    @Override
    public char decimalMark() {
        return '.';
    }

    @Override
    public String cardinal(String digits) {
        var plain = digits.replaceFirst("^0+(?=\\d)", "");
        if (plain.length() > 15) {
            return digits(digits);
        }
        if (plain.equals("0")) {
            return Spoken.number(0);
        }
        var words = new StringBuilder();
        int group = (plain.length() - 1) / 3;
        int at = 0;
        while (at < plain.length()) {
            int next = plain.length() - group * 3;
            int value = Integer.parseInt(plain.substring(at, next));
            if (value > 0) {
                words.append(words.isEmpty() ? "" : " ").append(Spoken.number(value));
                words.append(GROUPS.get(group));
            }
            at = next;
            group--;
        }
        return words.toString();
    }

    @Override
    public String ordinal(int number, String before) {
        var words = Spoken.number(number);
        int last = words.lastIndexOf(' ') + 1;
        var word = words.substring(last);
        var ordinal = IRREGULAR.get(word);
        if (ordinal == null) {
            ordinal =
                    word.endsWith("y")
                            ? word.substring(0, word.length() - 1) + "ieth"
                            : word + "th";
        }
        return words.substring(0, last) + ordinal;
    }

    @Override
    public String digit(char digit) {
        return Spoken.number(digit - '0');
    }

    @Override
    public String year(int year) {
        return year < 1000 ? cardinal(Integer.toString(year)) : Spoken.year(year);
    }

    @Override
    public String date(int day, int month, int year, String before) {
        return MONTHS.get(month - 1)
                + " "
                + ordinal(day, before)
                + (year == 0 ? "" : ", " + year(year));
    }

    @Override
    public String time(int hour, int minute, String half) {
        var tail = half.isEmpty() ? "" : " " + half + " m";
        var hours = Spoken.number(hour);
        if (minute == 0) {
            return hours
                    + (half.isEmpty() ? hour > 12 || hour == 0 ? " hundred" : " o'clock" : tail);
        }
        return hours + " " + (minute < 10 ? "oh " : "") + Spoken.number(minute) + tail;
    }

    @Override
    public String fraction(int above, int below) {
        var part =
                switch (below) {
                    case 2 -> above == 1 ? "half" : "halves";
                    case 4 -> above == 1 ? "quarter" : "quarters";
                    default -> ordinal(below, "") + (above == 1 ? "" : "s");
                };
        return Spoken.number(above) + " " + part;
    }

    @Override
    public String mixed(String whole, int above, int below) {
        var part = fraction(above, below);
        return cardinal(whole)
                + " and "
                + (above == 1 ? part.replaceFirst("^one", below == 8 ? "an" : "a") : part);
    }

    @Override
    public Map<String, Unit> units() {
        return UNITS;
    }

    @Override
    public Map<String, Currency> currencies() {
        return Map.ofEntries(
                Map.entry("US$", DOLLAR),
                Map.entry("$", DOLLAR),
                Map.entry("USD", DOLLAR),
                Map.entry("dollars", DOLLAR),
                Map.entry("dollar", DOLLAR),
                Map.entry("€", EURO),
                Map.entry("EUR", EURO),
                Map.entry("euros", EURO),
                Map.entry("euro", EURO),
                Map.entry("£", POUND),
                Map.entry("GBP", POUND));
    }

    @Override
    public Map<String, String> magnitudes() {
        return Map.of(
                "thousand",
                "thousand",
                "million",
                "million",
                "billion",
                "billion",
                "k",
                "thousand",
                "K",
                "thousand",
                "M",
                "million",
                "bn",
                "billion",
                "B",
                "billion");
    }

    @Override
    public Map<String, String> signs() {
        return SIGNS;
    }

    @Override
    public List<String> idWords() {
        return List.of(
                "code",
                "pin",
                "zip",
                "number",
                "order",
                "ticket",
                "invoice",
                "case",
                "reference",
                "id",
                "account",
                "policy",
                "part",
                "serial",
                "confirmation",
                "extension",
                "member");
    }

    @Override
    public Map<String, Integer> months() {
        return MONTH_NUMBERS;
    }

    @Override
    public String money(String whole, String part, Currency currency) {
        boolean hasPart = !part.isEmpty() && !part.equals("00");
        boolean hasWhole = !whole.matches("0+");
        var parts = hasPart ? counted(part.replaceFirst("^0", ""), currency.part()) : "";
        if (!hasWhole && hasPart) {
            return parts;
        }
        var wholes =
                whole.equals("1")
                        ? "one " + currency.whole().one()
                        : cardinal(whole) + " " + currency.whole().many();
        return hasPart ? wholes + " and " + parts : wholes;
    }

    @Override
    public List<Rule> rules() {
        return List.of(
                Rule.of(
                        Start.LETTER,
                        MONTH
                                + "\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4})(?![\\d,]))?(?![\\d:/]|[.,]\\d)",
                        found -> monthAndDay(found, 1, 2, 3)),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,2})(?:st|nd|rd|th)? (?:of )?"
                                + MONTH
                                + "(?![a-z])(?:,? (\\d{4})(?![\\d,]))?",
                        this::dayOfMonth),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,6})(?:st|nd|rd|th|ST|ND|RD|TH)(?![\\p{L}\\d])",
                        found -> ordinal(found.number(1), "")),
                Rule.of(
                        Start.DIGIT,
                        "((?:1[1-9]|20)\\d0)s(?!\\p{L})",
                        found -> {
                            var year = year(found.number(1));
                            return year.endsWith("y")
                                    ? year.substring(0, year.length() - 1) + "ies"
                                    : year + "s";
                        }),
                Rule.of(Start.DIGIT, "24/7(?![\\d/])", _ -> "twenty four seven"),
                Rule.of(
                        Start.LETTER,
                        "St\\. (?=\\p{Lu})",
                        found ->
                                Character.isUpperCase((found.wordBefore() + " ").charAt(0))
                                        ? null
                                        : "Saint "),
                Rule.of(Start.LETTER, "w/o(?!\\p{L})", _ -> "without"),
                Rule.of(Start.LETTER, "w/(?= ?\\p{L})", _ -> "with "));
    }

    private @Nullable String monthAndDay(Found found, int month, int day, int year) {
        int number = found.number(day);
        return number < 1 || number > 31
                ? null
                : date(number, monthOf(found.group(month)), yearOf(found, year), "");
    }

    private @Nullable String dayOfMonth(Found found) {
        int day = found.number(1);
        if (day < 1 || day > 31) {
            return null;
        }
        int year = yearOf(found, 3);
        return (found.wordBefore().equals("the") ? "" : "the ")
                + ordinal(day, "")
                + " of "
                + MONTHS.get(monthOf(found.group(2)) - 1)
                + (year == 0 ? "" : ", " + year(year));
    }

    private static int yearOf(Found found, int group) {
        return found.has(group) ? found.number(group) : 0;
    }

    private static int monthOf(String name) {
        return MONTH_NUMBERS.getOrDefault(name, 1);
    }
}
