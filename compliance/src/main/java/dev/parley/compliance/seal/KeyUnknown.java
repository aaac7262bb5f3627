package dev.parley.compliance.seal;

import java.io.IOException;

/// Something is sealed under a master key that is not among those given.
public final class KeyUnknown extends IOException {
    private static final long serialVersionUID = 1L;

    KeyUnknown(String message) {
        super(message);
    }
}
