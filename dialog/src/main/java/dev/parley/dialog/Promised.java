package dev.parley.dialog;

import java.util.Locale;

/// What an agent may say was done once a tool did it.
public enum Promised {
    BOOKING,
    CHANGE,
    CANCELLATION,
    ORDER,
    MESSAGE,
    PAYMENT;

    /// As it is written in files.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
