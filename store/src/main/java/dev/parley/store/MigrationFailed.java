package dev.parley.store;

/// A schema could not be brought up to date; the message says which, where and why.
public final class MigrationFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
