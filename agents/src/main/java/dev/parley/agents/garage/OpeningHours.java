package dev.parley.agents.garage;

import java.time.LocalTime;

/// From when until when the garage is open on one day; `closes` is the first moment it is not.
public record OpeningHours(LocalTime opens, LocalTime closes) {
    public OpeningHours {
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException(
                    "expected an opening before the closing, got " + opens + "-" + closes);
        }
    }

    boolean covers(LocalTime time) {
        return !time.isBefore(opens) && time.isBefore(closes);
    }
}
