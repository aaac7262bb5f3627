package dev.parley.agents.garage;

import dev.parley.dialog.InvalidFlow;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads a [BusinessCalendar] from YAML; every mistake is an [InvalidFlow] with file, line and
/// reason.
final class CalendarFile {
    private static final List<String> KEYS =
            List.of(
                    "zone",
                    "bays",
                    "grid-minutes",
                    "lead-minutes",
                    "offer-holds-minutes",
                    "horizon-days",
                    "hours",
                    "lunch",
                    "holidays",
                    "services");
    private static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final Pattern SERVICE = Pattern.compile("[a-z]+(_[a-z]+)*");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private final YamlTable root;

    private CalendarFile(YamlTable root) {
        this.root = root;
    }

    static BusinessCalendar read(String fileName, String yaml) {
        YamlTable root = YamlTable.read(fileName, yaml);
        root.onlyKeys(KEYS);
        CalendarFile file = new CalendarFile(root);
        CalendarSettings settings =
                file.checked(() ->
                        new CalendarSettings(
                                file.zone(),
                                file.number("bays"),
                                Duration.ofMinutes(file.number("grid-minutes")),
                                Duration.ofMinutes(file.number("lead-minutes")),
                                Duration.ofMinutes(file.number("offer-holds-minutes")),
                                file.number("horizon-days"),
                                file.hours(),
                                file.lunch(),
                                file.holidays(),
                                file.services()));
        return file.checked(() -> new BusinessCalendar(settings));
    }

    /// What the settings refuse begins with the key at fault, which gives the line.
    private <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            String key = reason.substring(0, Math.max(0, reason.indexOf(':')));
            throw root.wrong(root.line(key), reason);
        }
    }

    private ZoneId zone() {
        String text = root.text("zone");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw root.wrong(
                    root.line("zone"),
                    "zone: expected a time zone like America/Chicago, got \"" + text + "\"");
        }
    }

    private int number(String key) {
        return number(root, key, key);
    }

    private static int number(YamlTable table, String key, String label) {
        String text = table.text(key);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw table.wrong(
                    table.line(key), label + ": expected a whole number, got \"" + text + "\"");
        }
    }

    private Map<DayOfWeek, OpeningHours> hours() {
        YamlTable table = root.table("hours");
        table.onlyKeys(WEEKDAYS);
        Map<DayOfWeek, OpeningHours> hours = new EnumMap<>(DayOfWeek.class);
        for (String day : WEEKDAYS) {
            String text = table.text(day); // all seven must be there: a forgotten day is a mistake
            if (!text.equals("closed")) {
                hours.put(
                        DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)),
                        range(table, day, "hours: " + day));
            }
        }
        return hours;
    }

    private Optional<OpeningHours> lunch() {
        if (!root.has("lunch")) {
            return Optional.empty();
        }
        return Optional.of(range(root, "lunch", "lunch"));
    }

    private static OpeningHours range(YamlTable table, String key, String label) {
        String text = table.text(key);
        List<String> ends = List.of(text.split("-", -1));
        try {
            if (ends.size() == 2) {
                return new OpeningHours(
                        LocalTime.parse(ends.getFirst(), TIME),
                        LocalTime.parse(ends.getLast(), TIME));
            }
        } catch (DateTimeParseException e) {
            throw wrongRange(table, key, label, text);
        } catch (IllegalArgumentException e) {
            throw table.wrong(table.line(key), label + ": " + e.getMessage());
        }
        throw wrongRange(table, key, label, text);
    }

    private static InvalidFlow wrongRange(YamlTable table, String key, String label, String text) {
        return table.wrong(
                table.line(key), label + ": expected hours like 08:00-18:00, got \"" + text + "\"");
    }

    private Map<LocalDate, String> holidays() {
        Map<LocalDate, String> holidays = new TreeMap<>();
        if (!root.has("holidays")) {
            return holidays;
        }
        YamlTable table = root.table("holidays");
        for (String key : table.keys()) {
            try {
                holidays.put(LocalDate.parse(key, DATE), table.text(key));
            } catch (DateTimeParseException e) {
                throw table.wrong(
                        table.line(key),
                        "holidays: expected a date like 2026-12-25, got \"" + key + "\"");
            }
        }
        return holidays;
    }

    private Map<String, Duration> services() {
        YamlTable table = root.table("services");
        Map<String, Duration> services = new LinkedHashMap<>();
        for (String name : table.keys()) {
            if (!SERVICE.matcher(name).matches()) {
                throw table.wrong(
                        table.line(name),
                        "services: expected a name like oil_change, got \"" + name + "\"");
            }
            int minutes = number(table, name, "services: " + name);
            if (minutes < 5 || minutes > 24 * 60) {
                throw table.wrong(
                        table.line(name),
                        "services: " + name + ": expected 5 to 1440 minutes, got " + minutes);
            }
            services.put(name, Duration.ofMinutes(minutes));
        }
        return services;
    }
}
