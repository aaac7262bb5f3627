package dev.parley.providers.net;

import dev.parley.compliance.Secret;

/// A header that proves who asks.
///
/// @param prefix before the key, with its blank: "Bearer "
public record KeyHeader(String name, String prefix, Secret key) {
    public static KeyHeader bearer(Secret key) {
        return new KeyHeader("Authorization", "Bearer ", key);
    }

    String value() {
        return prefix + key.reveal();
    }
}
