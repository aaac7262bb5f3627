package dev.parley.agents.garage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/// What is asked for when an appointment is booked.
///
/// @param requestKey the same for every attempt of one request
/// @param now when it was asked for; decides lead time and horizon
record BookingRequest(
        long customer,
        long vehicle,
        String service,
        LocalDate date,
        LocalTime time,
        String callId,
        String requestKey,
        Instant now) {}
