package dev.parley.agents.garage;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Neighbouring weekdays with the same hours, as one says them: "Monday to Friday", "Saturday".
public record HoursLine(DayOfWeek first, DayOfWeek last, OpeningHours hours) {

    static List<HoursLine> of(Map<DayOfWeek, OpeningHours> hours) {
        List<HoursLine> lines = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            OpeningHours open = hours.get(day);
            if (open == null) {
                continue;
            }
            HoursLine before = lines.isEmpty() ? null : lines.getLast();
            if (before != null && before.hours.equals(open) && before.last.plus(1) == day) {
                lines.set(lines.size() - 1, new HoursLine(before.first, day, open));
            } else {
                lines.add(new HoursLine(day, day, open));
            }
        }
        return List.copyOf(lines);
    }

    /// "Monday", "Monday and Tuesday", "Monday to Friday".
    public String days() {
        if (first == last) {
            return name(first);
        }
        return name(first) + (first.plus(1) == last ? " and " : " to ") + name(last);
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
