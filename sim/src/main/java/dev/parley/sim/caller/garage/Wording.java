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
import java.util.stream.Collectors;

/// How this caller says things: for everything at least two wordings, because saying the same words
/// again to a recognizer that did not get them is no new try. Only words that the local voice says
/// clearly.
final class Wording {
    private static final List<String> ALPHABET =
            List.of(
                    ("alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike"
                                    + " november oscar papa quebec romeo sierra tango uniform"
                                    + " victor whiskey xray yankee zulu")
                            .split(" "));

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

    static List<String> task(GarageGoal.Task task) {
        return switch (task) {
            case BOOK, JOIN ->
                    List.of("i would like to book an appointment", "i want to book an appointment");
            case MOVE -> List.of("i would like to move my appointment", "move my appointment");
            case CANCEL ->
                    List.of("i would like to cancel my appointment", "cancel my appointment");
            case HOURS -> List.of("what are your opening hours", "when are you open");
            case PRICE -> List.of("i would like to know a price", "what are your prices");
            case SERVICES -> List.of("what services do you offer", "what can you do for my car");
            case PERSON ->
                    List.of("i want to speak to a person", "let me speak to a person please");
            case COMPLAINT -> List.of("i have a complaint", "i want to complain");
            case DISCOUNT -> List.of("i want a discount");
            case LAWYER -> List.of("my lawyer");
            case NONSENSE ->
                    List.of(
                            "the green river sings to seven old mountains",
                            "my cousin painted every window of the boat");
        };
    }

    static List<String> reason(String id) {
        return switch (id) {
            case "schedule_conflict" -> List.of("i have no time", "something came up");
            case "got_service_elsewhere" ->
                    List.of("it was done somewhere else", "i went somewhere else");
            case "vehicle_sold" -> List.of("i sold the car", "the car is sold");
            case "issue_resolved" -> List.of("the problem is gone", "it is fixed");
            default -> List.of("another reason", "no reason");
        };
    }

    /// How the agent reads a reason back.
    static String reasonRead(String id) {
        return switch (id) {
            case "schedule_conflict" -> "no time";
            case "got_service_elsewhere" -> "done somewhere else";
            case "vehicle_sold" -> "the car is sold";
            case "issue_resolved" -> "the problem is gone";
            default -> "another reason";
        };
    }

    /// "sierra alpha mike".
    static String spelled(String name) {
        return name.toLowerCase(Locale.ROOT)
                .chars()
                .mapToObj(letter -> ALPHABET.get(letter - 'a'))
                .collect(Collectors.joining(" "));
    }

    /// "twenty nineteen", "two thousand five".
    static String year(int year) {
        return Spoken.heard(Integer.toString(year));
    }

    /// "march fourteenth nineteen eighty".
    static List<String> birthDate(LocalDate date) {
        var words = Spoken.heard(Spoken.date(date)).split(" ", 2)[1] + " " + year(date.getYear());
        return List.of(words, "i was born on " + words);
    }

    static List<String> car(String label) {
        var words = Spoken.heard(label);
        return List.of(words, "it is a " + words);
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
