package dev.parley.store;

import dev.parley.compliance.seal.KeyRing;
import java.io.IOException;
import java.nio.file.Path;

/// What can be done to a data folder's journal without opening it. Any process; blocks.
public final class Journals {
    private Journals() {}

    /// Wraps the keys of what waits in the journal under the active master key; says how many.
    public static int rewrap(Path dataFolder, KeyRing ring) throws IOException {
        return JournalKeys.rewrap(dataFolder.resolve("journal"), ring);
    }
}
