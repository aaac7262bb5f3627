package dev.parley.dialog.speech;

import dev.parley.dialog.speech.Rule.Found;
import dev.parley.dialog.speech.Rule.Start;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// German: day before month, a comma before decimals, ordinals with a full stop.
final class German implements Tongue {
    private static final List<String> SMALL =
            List.of(
                    "null",
                    "eins",
                    "zwei",
                    "drei",
                    "vier",
                    "fünf",
                    "sechs",
                    "sieben",
                    "acht",
                    "neun",
                    "zehn",
                    "elf",
                    "zwölf",
                    "dreizehn",
                    "vierzehn",
                    "fünfzehn",
                    "sechzehn",
                    "siebzehn",
                    "achtzehn",
                    "neunzehn");
    private static final List<String> TENS =
            List.of(
                    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig",
                    "achtzig", "neunzig");
    private static final List<String> MONTHS =
            List.of(
                    "Januar",
                    "Februar",
                    "März",
                    "April",
                    "Mai",
                    "Juni",
                    "Juli",
                    "August",
                    "September",
                    "Oktober",
                    "November",
                    "Dezember");
    private static final String MONTH =
            "(" + String.join("|", MONTHS) + "|Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez)";
    private static final Set<String> WITH_E =
            Set.of("der", "die", "das", "nächste", "erste", "letzte", "jede");
    private static final Map<String, String> WEEKDAYS =
            Map.of(
                    "Mo",
                    "Montag",
                    "Di",
                    "Dienstag",
                    "Mi",
                    "Mittwoch",
                    "Do",
                    "Donnerstag",
                    "Sa",
                    "Samstag",
                    "So",
                    "Sonntag");
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
                km/h ein Kilometer pro Stunde,Kilometer pro Stunde
                m/s ein Meter pro Sekunde,Meter pro Sekunde
                U/min eine Umdrehung pro Minute,Umdrehungen pro Minute
                km ein Kilometer,Kilometer
                cm ein Zentimeter,Zentimeter
                mm ein Millimeter,Millimeter
                m ein Meter,Meter
                m2 ein Quadratmeter,Quadratmeter
                qm ein Quadratmeter,Quadratmeter
                m3 ein Kubikmeter,Kubikmeter
                km2 ein Quadratkilometer,Quadratkilometer
                kg ein Kilogramm,Kilogramm
                mg ein Milligramm,Milligramm
                g ein Gramm,Gramm
                t eine Tonne,Tonnen
                l ein Liter,Liter
                L ein Liter,Liter
                ml ein Milliliter,Milliliter
                °C ein Grad Celsius,Grad Celsius
                °F ein Grad Fahrenheit,Grad Fahrenheit
                ° ein Grad,Grad
                h eine Stunde,Stunden
                Std. eine Stunde,Stunden
                min eine Minute,Minuten
                Min. eine Minute,Minuten
                s eine Sekunde,Sekunden
                ms eine Millisekunde,Millisekunden
                kW ein Kilowatt,Kilowatt
                kWh eine Kilowattstunde,Kilowattstunden
                W ein Watt,Watt
                V ein Volt,Volt
                Hz ein Hertz,Hertz
                kHz ein Kilohertz,Kilohertz
                KB ein Kilobyte,Kilobyte
                MB ein Megabyte,Megabyte
                GB ein Gigabyte,Gigabyte
                TB ein Terabyte,Terabyte
                PS eine Pferdestärke,P S
                bar ein Bar,Bar
                Nm ein Newtonmeter,Newtonmeter
                Uhr ein Uhr,Uhr
                Mio. eine Million,Millionen
                Mrd. eine Milliarde,Milliarden
                % ein Prozent,Prozent
                ‰ ein Promille,Promille
                """
                        .lines()
                        .toList()) {
            int first = line.indexOf(' ');
            int second = line.indexOf(' ', first + 1);
            var forms = line.substring(second + 1).split(",");
            var article = line.substring(first + 1, second);
            UNITS.put(line.substring(0, first), new Unit(article, forms[0], forms[1]));
        }
        for (var line :
                """
                decimal Komma
                - minus
                + plus
                to bis
                / Schrägstrich
                or oder
                @ at
                . Punkt
                _ Unterstrich
                ? Fragezeichen
                = gleich
                & und
                : Doppelpunkt
                hyphen Bindestrich
                # Nummer
                § Paragraf
                §§ Paragrafen
                × mal
                ÷ geteilt durch
                ± plus minus
                < kleiner als
                > größer als
                ≤ höchstens
                ≥ mindestens
                ≠ ungleich
                ≈ ungefähr
                ~ ungefähr
                % Prozent
                ° Grad
                ^ hoch
                \\ Backslash
                © Copyright
                $ Dollar
                € Euro
                £ Pfund
                """
                        .lines()
                        .toList()) {
            int space = line.indexOf(' ');
            SIGNS.put(line.substring(0, space), line.substring(space + 1));
        }
    }

    private static final Currency DOLLAR = currency("ein", "Dollar", "Cent");
    private static final Currency EURO = currency("ein", "Euro", "Cent");
    private static final Currency POUND = currency("ein", "Pfund", "Pence");

    private final CutWords words = CutWords.of(SpokenLanguage.GERMAN);

    private static Currency currency(String article, String name, String part) {
        return new Currency(new Unit(article, name, name), new Unit("ein", part, part));
    }

    @Override
    public String numberPattern() {
        return "\\d{1,3}(?:\\.\\d{3}){1,8}(?![\\d])(?:,\\d{1,12}(?!\\d))?|\\d{1,40}(?:,\\d{1,12}(?!\\d)|\\.\\d{1,2}(?!\\d|\\.\\d))?";
    }

    @Override
    public char decimalMark() {
        return ',';
    }

    @Override
    public String cardinal(String digits) {
        var plain = digits.replaceFirst("^0+(?=\\d)", "");
        if (plain.length() > 15) {
            return digits(digits);
        }
        return cardinal(Long.parseLong(plain));
    }

    private static String cardinal(long number) {
        if (number >= 1_000_000) {
            return large(number);
        }
        if (number >= 1_000) {
            long rest = number % 1_000;
            return one(cardinal(number / 1_000)) + "tausend" + (rest == 0 ? "" : cardinal(rest));
        }
        if (number >= 100) {
            long rest = number % 100;
            return one(cardinal(number / 100)) + "hundert" + (rest == 0 ? "" : cardinal(rest));
        }
        if (number < 20) {
            return SMALL.get((int) number);
        }
        int unit = (int) number % 10;
        var tens = TENS.get((int) number / 10);
        return unit == 0 ? tens : one(SMALL.get(unit)) + "und" + tens;
    }

    private static String large(long number) {
        record Group(long size, String one, String many) {}
        var groups =
                List.of(
                        new Group(1_000_000_000_000L, "eine Billion", "Billionen"),
                        new Group(1_000_000_000L, "eine Milliarde", "Milliarden"),
                        new Group(1_000_000L, "eine Million", "Millionen"));
        var words = new StringBuilder();
        long rest = number;
        for (var group : groups) {
            long count = rest / group.size;
            rest %= group.size;
            if (count > 0) {
                words.append(words.isEmpty() ? "" : " ");
                words.append(count == 1 ? group.one : cardinal(count) + " " + group.many);
            }
        }
        return rest == 0 ? words.toString() : words + " " + cardinal(rest);
    }

    /// "eins" loses its last letter inside a number.
    private static String one(String number) {
        return number.endsWith("eins") ? number.substring(0, number.length() - 1) : number;
    }

    @Override
    public String ordinal(int number, String before) {
        return stem(number) + (WITH_E.contains(before) ? "e" : ending(before));
    }

    private String ending(String before) {
        boolean isOblique = words.beforeOrdinals().contains(before) && !before.equals("und");
        return isOblique && !before.equals("oder") ? "en" : "er";
    }

    private static String stem(int number) {
        int low = number % 100;
        var start = number > 100 && low > 0 ? cardinal(number - low) : "";
        return switch (low) {
            case 1 -> start + "erst";
            case 3 -> start + "dritt";
            case 7 -> start + "siebt";
            case 8 -> start + "acht";
            case 0 -> cardinal(number) + "st";
            default -> start + cardinal(low) + (low < 20 ? "t" : "st");
        };
    }

    @Override
    public String digit(char digit) {
        return SMALL.get(digit - '0');
    }

    @Override
    public String year(int year) {
        if (year >= 1100 && year < 2000) {
            int rest = year % 100;
            return cardinal(year / 100) + "hundert" + (rest == 0 ? "" : cardinal(rest));
        }
        return cardinal(year);
    }

    @Override
    public String date(int day, int month, int year, String before) {
        return ordinal(day, before)
                + " "
                + MONTHS.get(month - 1)
                + (year == 0 ? "" : " " + year(year));
    }

    @Override
    public String time(int hour, int minute, String half) {
        var hours = hour == 1 ? "ein" : cardinal(hour);
        return hours + " Uhr" + (minute == 0 ? "" : " " + cardinal(minute));
    }

    @Override
    public String fraction(int above, int below) {
        if (below == 2) {
            return above == 1 ? "ein halb" : cardinal(above) + " halbe";
        }
        var stem = below == 7 ? "siebt" : stem(below);
        return (above == 1 ? "ein" : cardinal(above)) + " " + capital(stem) + "el";
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    @Override
    public String mixed(String whole, int above, int below) {
        return below == 2 && above == 1
                ? one(cardinal(whole)) + "einhalb"
                : cardinal(whole) + " " + fraction(above, below);
    }

    @Override
    public Map<String, Unit> units() {
        return UNITS;
    }

    @Override
    public Map<String, Currency> currencies() {
        return Map.of(
                "$", DOLLAR, "US$", DOLLAR, "USD", DOLLAR, "Dollar", DOLLAR, "€", EURO, "EUR", EURO,
                "Euro", EURO, "£", POUND, "GBP", POUND, "Pfund", POUND);
    }

    @Override
    public Map<String, String> magnitudes() {
        return Map.of(
                "Mio.",
                "Millionen",
                "Millionen",
                "Millionen",
                "Mrd.",
                "Milliarden",
                "Milliarden",
                "Milliarden",
                "Tsd.",
                "tausend");
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
                "plz",
                "nummer",
                "nr",
                "auftrag",
                "auftragsnummer",
                "ticket",
                "rechnung",
                "rechnungsnummer",
                "kundennummer",
                "vorgang",
                "konto",
                "bestellnummer",
                "durchwahl",
                "postleitzahl");
    }

    @Override
    public Map<String, Integer> months() {
        return MONTH_NUMBERS;
    }

    @Override
    public String money(String whole, String part, Currency currency) {
        boolean hasPart = !part.isEmpty() && !part.equals("00");
        var parts = hasPart ? part.replaceFirst("^0", "") : "";
        if (whole.matches("0+") && hasPart) {
            return counted(parts, currency.part());
        }
        var wholes =
                (whole.equals("1") ? currency.whole().article() : cardinal(whole))
                        + " "
                        + currency.whole().one();
        return hasPart ? wholes + " " + cardinal(parts) : wholes;
    }

    @Override
    public List<Rule> rules() {
        return List.of(
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,2})\\. ?"
                                + MONTH
                                + "(?!\\p{L})(?:\\.(?= ))?(?: (\\d{4})(?![\\d.,]))?",
                        this::dayOfMonth),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,2})\\. ?(\\d{1,2})\\.( ?\\d{4}|\\d{2})(?!\\d|\\.\\d)",
                        this::dayAndMonth),
                Rule.of(Start.DIGIT, "(\\d{1,2})\\.(\\d{1,2})\\.()(?!\\d)", this::dayAndMonth),
                Rule.of(Start.LETTER, "Fr\\.(?! ?\\p{Lu})", _ -> "Freitag"),
                Rule.of(
                        Start.LETTER,
                        "(Mo|Di|Mi|Do|Sa|So)\\.(?= ?(?:bis |und |[–\\d-]))",
                        found -> WEEKDAYS.get(found.group(1))),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,2})\\.([0-5]\\d)(?: Uhr(?!\\p{L}))",
                        found ->
                                found.number(1) > 24
                                        ? null
                                        : time(found.number(1), found.number(2), "")),
                Rule.of(Start.DIGIT, "(\\d{1,3})\\.(?!\\d)", this::ordinal),
                Rule.of(
                        Start.DIGIT,
                        "((?:1[1-9]|20)?\\d0)er(?!\\p{L})",
                        found -> year(found.number(1)) + "er"),
                Rule.of(Start.DIGIT, "24/7(?![\\d/])", _ -> "vierundzwanzig sieben"),
                Rule.of(
                        Start.DIGIT,
                        "(\\d{1,3})(?:te|ten|ter|tes|ste|sten|ster|stes)(?!\\p{L})",
                        found -> {
                            var text = found.group(0);
                            var ending = text.substring(text.lastIndexOf('t') + 1);
                            return stem(found.number(1)) + ending;
                        }));
    }

    private @Nullable String dayOfMonth(Found found) {
        int day = found.number(1);
        int month = MONTH_NUMBERS.getOrDefault(found.group(2), 1);
        int year = found.has(3) ? found.number(3) : 0;
        return day < 1 || day > 31 ? null : date(day, month, year, before(found));
    }

    private @Nullable String dayAndMonth(Found found) {
        int day = found.number(1);
        int month = found.number(2);
        var digits = found.group(3).strip();
        int year = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        boolean isDate = day >= 1 && day <= 31 && month >= 1 && month <= 12;
        int century = digits.length() == 2 ? 2000 : 0;
        return isDate ? date(day, month, year + century, before(found)) : null;
    }

    private @Nullable String ordinal(Found found) {
        var after = found.wordAfter();
        boolean isOrdinal =
                words.afterOrdinals().contains(after)
                        || (!after.isEmpty() && Character.isLowerCase(after.charAt(0)))
                        || words.beforeOrdinals().contains(before(found));
        boolean isFirst = found.match().start() == 0 && !words.afterOrdinals().contains(after);
        return isOrdinal && !isFirst && found.number(1) > 0
                ? ordinal(found.number(1), before(found)) + (found.isLast() ? "." : "")
                : null;
    }

    private static String before(Found found) {
        var before = found.wordBefore();
        return before.isEmpty()
                ? ""
                : Character.toLowerCase(before.charAt(0)) + before.substring(1);
    }
}
