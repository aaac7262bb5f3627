package dev.parley.agents.garage;

import dev.parley.dialog.ToolContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;

/// Dates, times and ids as flows carry them: plain text.
final class Written {
    private Written() {}

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "expected a date like 2026-11-24, got \"" + text + "\"", e);
        }
    }

    static LocalTime time(String text) {
        if (!text.matches("[0-9]{2}:[0-9]{2}")) {
            throw new IllegalArgumentException("expected a time like 09:30, got \"" + text + "\"");
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "expected a time from 00:00 to 23:59, got \"" + text + "\"", e);
        }
    }

    /// When the tool was started.
    static Instant instant(ToolContext context) {
        return context.wall().atZone(context.zone()).toInstant();
    }

    /// Empty for anything that is not an id of ours, which is then simply not found.
    static OptionalLong id(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
