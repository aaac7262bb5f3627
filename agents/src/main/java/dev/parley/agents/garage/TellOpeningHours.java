package dev.parley.agents.garage;

import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.util.List;
import java.util.Map;

/// `opening_hours`: the hours by groups of weekdays, from the calendar. Reads only.
final class TellOpeningHours implements Tool<NoArguments> {
    private final BusinessCalendar calendar;

    TellOpeningHours(BusinessCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return "opening_hours";
    }

    @Override
    public Class<NoArguments> arguments() {
        return NoArguments.class;
    }

    @Override
    public ToolResult call(NoArguments arguments, ToolContext context) {
        List<Map<String, String>> lines =
                calendar.lines().stream()
                        .map(line ->
                                Map.of(
                                        "days", line.days(),
                                        "opens", line.hours().opens().toString(),
                                        "closes", line.hours().closes().toString()))
                        .toList();
        return ToolResult.success(Map.of("lines", lines));
    }
}
