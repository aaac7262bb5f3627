package dev.parley.dialog.slot;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// When and where a question is asked: "tomorrow" means something only from here.
///
/// @param wall date and time at the agent's place
/// @param zone the agent's time zone, for hours that a clock change leaves out
public record AskedAt(LocalDateTime wall, ZoneId zone) {
    public LocalDate today() {
        return wall.toLocalDate();
    }
}
