package dev.parley.compliance.seal;

import java.io.IOException;

/// Sealed bytes were changed, cut, moved from elsewhere, or sealed under another key.
public final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
        super(message);
    }
}
