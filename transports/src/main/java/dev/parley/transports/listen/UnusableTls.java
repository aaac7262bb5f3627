package dev.parley.transports.listen;

import org.jspecify.annotations.Nullable;

/// The certificate or its key cannot be used; the message names the file and the remedy.
public final class UnusableTls extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnusableTls(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
