package dev.parley.agents.garage;

import java.time.LocalDate;
import java.time.LocalTime;

/// An appointment as it stands in the database; date and time are local to the garage.
///
/// @param status as stored: scheduled, confirmed, in_progress, completed, cancelled, no_show
record Appointment(
        long id,
        long customer,
        long vehicle,
        String service,
        LocalDate date,
        LocalTime time,
        int bay,
        String status) {}
