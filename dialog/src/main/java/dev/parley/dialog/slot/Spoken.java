package dev.parley.dialog.slot;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Values as words for a voice, so that every voice says the same and every listener's grammar
/// knows it.
public final class Spoken {
    private static final Pattern FIGURES = Pattern.compile("\\d+");

    private Spoken() {}

    /// "tuesday, november twenty fourth".
    public static String date(LocalDate date) {
        return DateSlot.word(date.getDayOfWeek())
                + ", "
                + DateSlot.word(date.getMonth())
                + " "
                + Numbers.ordinal(date.getDayOfMonth());
    }

    /// "nine thirty", "two o'clock in the afternoon". The morning goes without saying.
    public static String time(LocalTime time) {
        int hour = (time.getHour() + 11) % 12 + 1;
        int minute = time.getMinute();
        var clock =
                switch (minute) {
                    case 0 -> Numbers.cardinal(hour) + " o'clock";
                    case 1, 2, 3, 4, 5, 6, 7, 8, 9 ->
                            Numbers.cardinal(minute) + " past " + Numbers.cardinal(hour);
                    default -> Numbers.cardinal(hour) + " " + Numbers.cardinal(minute);
                };
        if (time.getHour() < 5) {
            return clock + " in the night";
        }
        if (time.getHour() < 12) {
            return clock;
        }
        return clock + (time.getHour() < 18 ? " in the afternoon" : " in the evening");
    }

    /// "forty dollars".
    public static String dollars(int amount) {
        return Numbers.cardinal(amount) + (amount == 1 ? " dollar" : " dollars");
    }

    public static String number(int number) {
        return Numbers.cardinal(number);
    }

    /// "twenty nineteen", "two thousand five". From 1000 to 9999.
    public static String year(int year) {
        return Numbers.year(year);
    }

    /// Digits in groups with a pause between them: "five five five, zero one four, …". Ten digits
    /// are 3-3-4, seven 3-4, others in fours or threes.
    public static String digits(String digits) {
        var figures = digits.replaceAll("\\D", "");
        if (figures.length() == 11 && figures.startsWith("1")) {
            figures = figures.substring(1);
        }
        var groups = new ArrayList<String>();
        int at = 0;
        for (int size : groups(figures.length())) {
            groups.add(Numbers.digits(figures.substring(at, at + size)));
            at += size;
        }
        return String.join(", ", groups);
    }

    private static List<Integer> groups(int length) {
        if (length == 10) {
            return List.of(3, 3, 4);
        }
        if (length == 7) {
            return List.of(3, 4);
        }
        int size = length % 4 == 0 ? 4 : 3;
        var groups = new ArrayList<Integer>();
        int left = length;
        while (left > 0) {
            // A lonely last digit joins its neighbours.
            int next = left == size + 1 ? left : Math.min(size, left);
            groups.add(next);
            left -= next;
        }
        return groups;
    }

    /// "a", "a or b", "a, b, or c".
    public static String either(List<String> items) {
        return switch (items.size()) {
            case 0 -> "";
            case 1 -> items.getFirst();
            case 2 -> items.getFirst() + ", or " + items.getLast();
            default ->
                    String.join(", ", items.subList(0, items.size() - 1))
                            + ", or "
                            + items.getLast();
        };
    }

    /// A name or label for a voice: figures as words, years as people say them, the rest as it is.
    public static String text(String text) {
        return FIGURES.matcher(text)
                .replaceAll(match -> {
                    var figures = match.group();
                    if (figures.matches("19\\d\\d|20\\d\\d")) {
                        return Numbers.year(Integer.parseInt(figures));
                    }
                    return figures.length() <= 3 && !figures.startsWith("0")
                            ? Numbers.cardinal(Integer.parseInt(figures))
                            : Numbers.digits(figures);
                });
    }

    /// The lower case words of a label, as a recognizer would write them.
    public static String heard(String text) {
        return Utterance.of(text(text).toLowerCase(Locale.ROOT)).text();
    }
}
