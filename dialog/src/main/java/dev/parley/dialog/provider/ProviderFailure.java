package dev.parley.dialog.provider;

import java.util.Locale;

/// Why a provider failed, by the one classification used everywhere: decided once where the
/// provider's answer is read, and shown by this name in journals, metrics, commands and pages.
public enum ProviderFailure {
    /// A time limit of ours passed: connect, first token or sound, between two, or the whole.
    TIMED_OUT,
    /// The provider, or a queue of ours before it, has more work than it takes (HTTP 503, 529).
    OVERLOADED,
    /// The provider itself broke (HTTP 500), or an engine in process did.
    ENGINE,
    /// Name, connection, TLS, or a stream that was cut.
    NETWORK,
    /// An answer that the provider's own documents do not allow, or a request it calls malformed.
    PROTOCOL,
    /// Our side is closed.
    CLOSED,
    /// The key is missing, wrong, or may not do this (HTTP 401, 403).
    KEY,
    /// No money or allowance is left (HTTP 402, `insufficient_quota`); waiting does not help.
    QUOTA,
    /// Too many requests in too short a time (HTTP 429); waiting helps.
    RATE,
    /// The provider refuses to answer this text.
    CONTENT,
    /// The model or voice does not exist, or not any more (HTTP 404, `model_sunsetted`).
    RETIRED;

    /// Whether the same request may succeed a moment later at the same provider.
    public boolean mayPass() {
        return switch (this) {
            case TIMED_OUT, OVERLOADED, ENGINE, NETWORK, RATE -> true;
            case PROTOCOL, CLOSED, KEY, QUOTA, CONTENT, RETIRED -> false;
        };
    }

    /// As labels of metrics and reports write it: "timed-out".
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
