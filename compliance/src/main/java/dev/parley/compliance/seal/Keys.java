package dev.parley.compliance.seal;

import java.io.IOException;

/// Where master keys come from. Asked each time one is needed, so that a rotation is followed. Any
/// thread; may block on the disk.
@FunctionalInterface
public interface Keys {
    KeyRing ring() throws IOException;
}
