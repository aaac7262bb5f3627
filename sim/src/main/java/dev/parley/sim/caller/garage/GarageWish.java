package dev.parley.sim.caller.garage;

import java.time.LocalDate;
import java.time.LocalTime;

/// What a caller wants booked.
///
/// @param phone the number they call from
/// @param vehicle how the agent calls their car ("honda civic")
/// @param service id of the service ("oil_change")
/// @param today the date of the call at the workshop
public record GarageWish(
        String firstName,
        String phone,
        String vehicle,
        String service,
        LocalDate date,
        LocalTime time,
        LocalDate today) {}
