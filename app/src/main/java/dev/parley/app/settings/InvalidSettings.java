package dev.parley.app.settings;

/// A setting that cannot be used. The message says what was expected, what came and what to do; it
/// is all a user sees.
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidSettings(String message) {
        super(message);
    }
}
