package dev.parley.sim.caller.garage;

import dev.parley.dialog.slot.Spoken;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How this caller says things: for everything at least two wordings, because saying the same words
/// again to a recognizer that did not get them is no new try. Only words that the local voice says
/// clearly.
final class Wording {
    private static final Map<String, List<String>> SERVICES =
            Map.of(
                    "oil_change", List.of("an oil change please", "i need an oil change"),
                    "tire_rotation",
                            List.of("i would like a tire rotation", "a tire rotation please"),
                    "brake_inspection",
                            List.of("a brake inspection please", "i need a brake inspection"),
                    "engine_diagnostics",
                            List.of("engine diagnostics please", "i need engine diagnostics"));

    private Wording() {}

    /// The services this caller can ask for, sorted.
    static List<String> services() {
        return SERVICES.keySet().stream().sorted().toList();
    }

    static List<String> task() {
        return List.of("i would like to book an appointment", "i want to book an appointment");
    }

    static List<String> service(String id) {
        var wordings = SERVICES.get(id);
        if (wordings == null) {
            throw new IllegalArgumentException(
                    "expected one of " + services() + ", got \"" + id + "\"");
        }
        return wordings;
    }

    /// The date with its month, and for the coming days the name of the day too.
    static List<String> date(LocalDate date, LocalDate today) {
        var words = Spoken.heard(Spoken.date(date)).split(" ", 2);
        var month =
                date.getMonth()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .toLowerCase(Locale.ENGLISH);
        var number = words[1].substring(month.length() + 1);
        List<String> wordings = new ArrayList<>();
        long away = date.toEpochDay() - today.toEpochDay();
        boolean isClear = date.getDayOfWeek() != DayOfWeek.THURSDAY;
        if (away >= 2 && away <= 5 && isClear) {
            wordings.add(words[0]);
        }
        wordings.add(month + " " + number);
        wordings.add("the " + number + " of " + month);
        return wordings;
    }

    static List<String> time(LocalTime time) {
        boolean afternoon = time.getHour() >= 12;
        var hour =
                Spoken.number(
                        afternoon && time.getHour() > 12 ? time.getHour() - 12 : time.getHour());
        var ending = afternoon ? " in the afternoon" : "";
        if (time.getMinute() == 0) {
            return afternoon
                    ? List.of("at " + hour + ending, hour + " o'clock" + ending)
                    : List.of(hour + " o'clock", "at " + hour + " o'clock please");
        }
        var minute = Spoken.number(time.getMinute());
        return List.of(hour + " " + minute + ending, "at " + hour + " " + minute + ending);
    }

    static List<String> vehicle(String label) {
        var words = Spoken.heard(label);
        return List.of("the " + words, words + " please");
    }

    static List<String> yes() {
        return List.of("yes please", "that's correct", "that's right");
    }

    static List<String> no() {
        return List.of("no that's wrong", "no");
    }

    static List<String> nothingMore() {
        return List.of("no thank you", "that's all");
    }
}
