package dev.parley.dialog.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A failure with what else the provider told of it.
///
/// @param retryAfter how long the provider asks to be left alone (`Retry-After`); null if it did
///   not say
/// @param message one line for operators: what was expected, what came. Never a key, a text or
///   sound; a provider's own words are not in it, because they may quote the request
public record ProviderFault(ProviderFailure kind, @Nullable Duration retryAfter, String message) {
    public ProviderFault {
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("expected a time to wait, got " + retryAfter);
        }
    }

    public ProviderFault(ProviderFailure kind, String message) {
        this(kind, null, message);
    }
}
