package dev.parley.dialog.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// English number words, both ways.
final class Numbers {
    private static final List<String> SMALL =
            List.of(
                    "zero",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen",
                    "eighteen",
                    "nineteen");
    private static final List<String> TENS =
            List.of(
                    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
                    "ninety");
    private static final List<String> ORDINALS =
            List.of(
                    "",
                    "first",
                    "second",
                    "third",
                    "fourth",
                    "fifth",
                    "sixth",
                    "seventh",
                    "eighth",
                    "ninth",
                    "tenth",
                    "eleventh",
                    "twelfth",
                    "thirteenth",
                    "fourteenth",
                    "fifteenth",
                    "sixteenth",
                    "seventeenth",
                    "eighteenth",
                    "nineteenth");

    private Numbers() {}

    /// "forty two" for 42. From 0 to 999,999.
    static String cardinal(int number) {
        if (number < 0 || number > 999_999) {
            throw new IllegalArgumentException("expected 0 to 999999, got " + number);
        }
        if (number >= 1000) {
            var rest = number % 1000 == 0 ? "" : " " + cardinal(number % 1000);
            return cardinal(number / 1000) + " thousand" + rest;
        }
        if (number >= 100) {
            var rest = number % 100 == 0 ? "" : " " + cardinal(number % 100);
            return SMALL.get(number / 100) + " hundred" + rest;
        }
        if (number < 20) {
            return SMALL.get(number);
        }
        return number % 10 == 0
                ? TENS.get(number / 10)
                : TENS.get(number / 10) + " " + SMALL.get(number % 10);
    }

    /// "twenty fourth" for 24. From 1 to 39.
    static String ordinal(int number) {
        if (number < 1 || number > 39) {
            throw new IllegalArgumentException("expected 1 to 39, got " + number);
        }
        if (number < 20) {
            return ORDINALS.get(number);
        }
        return switch (number) {
            case 20 -> "twentieth";
            case 30 -> "thirtieth";
            default -> TENS.get(number / 10) + " " + ORDINALS.get(number % 10);
        };
    }

    /// "twenty nineteen" for 2019, "two thousand five" for 2005.
    static String year(int year) {
        int low = year % 100;
        if (low == 0 || (year >= 2000 && year < 2010)) {
            return cardinal(year);
        }
        var tail = low < 10 ? "oh " + cardinal(low) : cardinal(low);
        return cardinal(year / 100) + " " + tail;
    }

    /// Each digit as a word.
    static String digits(String digits) {
        var words = new ArrayList<String>();
        for (int i = 0; i < digits.length(); i++) {
            words.add(SMALL.get(digits.charAt(i) - '0'));
        }
        return String.join(" ", words);
    }

    /// Reads a number up to 99 ("nine", "twenty four"); leaves the reader alone if there is none.
    static OptionalInt readCardinal(Reader reader) {
        int small = SMALL.indexOf(reader.peek());
        if (small >= 0) {
            reader.skip();
            return OptionalInt.of(small);
        }
        int tens = TENS.indexOf(reader.peek());
        if (tens < 2) {
            return OptionalInt.empty();
        }
        reader.skip();
        int unit = SMALL.indexOf(reader.peek());
        if (unit >= 1 && unit <= 9) {
            reader.skip();
            return OptionalInt.of(tens * 10 + unit);
        }
        return OptionalInt.of(tens * 10);
    }

    /// Whether this word is twenty, thirty and so on.
    static boolean isTens(String word) {
        return TENS.indexOf(word) > 1;
    }

    /// Whether this word ends an ordinal number: "fourth" of "twenty fourth".
    static boolean isOrdinal(String word) {
        return ORDINALS.indexOf(word) > 0 || word.equals("twentieth") || word.equals("thirtieth");
    }

    /// Reads a day of a month, "sixteenth" or "twenty four"; leaves the reader alone if there is
    /// none.
    static OptionalInt readDayNumber(Reader reader) {
        int simple = ORDINALS.indexOf(reader.peek());
        if (simple > 0) {
            reader.skip();
            return OptionalInt.of(simple);
        }
        if (reader.take("twentieth")) {
            return OptionalInt.of(20);
        }
        if (reader.take("thirtieth")) {
            return OptionalInt.of(30);
        }
        var start = reader.mark();
        int tens = TENS.indexOf(reader.peek());
        if (tens == 2 || tens == 3) {
            reader.skip();
            int unit = ORDINALS.indexOf(reader.peek());
            if (unit >= 1 && unit <= 9) {
                reader.skip();
                return OptionalInt.of(tens * 10 + unit);
            }
            reader.back(start);
        }
        var cardinal = readCardinal(reader);
        if (cardinal.isPresent() && (cardinal.getAsInt() < 1 || cardinal.getAsInt() > 31)) {
            reader.back(start);
            return OptionalInt.empty();
        }
        return cardinal;
    }

    /// The value of one digit word; "oh" is zero.
    static OptionalInt digit(String word) {
        if (word.equals("oh")) {
            return OptionalInt.of(0);
        }
        int digit = SMALL.indexOf(word);
        return digit >= 0 && digit <= 9 ? OptionalInt.of(digit) : OptionalInt.empty();
    }
}
