package dev.parley.agents.garage;

import dev.parley.compliance.Sensitive;
import java.time.LocalDate;
import java.time.LocalTime;

/// An appointment with the names of what it is about, as it stands in the database.
///
/// @param customer first and last name
/// @param phone E.164
/// @param vehicle make and model
/// @param date in the zone in which it was booked, like `time`
/// @param status scheduled, confirmed, in_progress, completed, cancelled or no_show
public record Visit(
        long appointment,
        Sensitive<String> customer,
        Sensitive<String> phone,
        String vehicle,
        String service,
        LocalDate date,
        LocalTime time,
        int bay,
        String status,
        String callId) {}
