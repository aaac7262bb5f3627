package dev.parley.store;

import org.jspecify.annotations.Nullable;

/// The database cannot be used: not started, not reachable, not ours. The message says what was
/// expected, what came and what to do, and never holds a password.
public sealed class DatabaseUnavailable extends RuntimeException permits FolderInUse {
    private static final long serialVersionUID = 1;

    public DatabaseUnavailable(String message) {
        super(message);
    }

    public DatabaseUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
