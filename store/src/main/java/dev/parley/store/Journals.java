package dev.parley.store;

import dev.parley.call.journal.CallJournal;
import dev.parley.compliance.seal.KeyRing;
import dev.parley.compliance.seal.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What can be done to a data folder's journal without opening it. Any process; blocks.
public final class Journals {
    private Journals() {}

    /// The journal of a call's conversation: what the database holds of it and what still waits in
    /// the folder's files. Empty if neither knows the call.
    ///
    /// @param keys the master keys under which the files lie
    /// @param stored as [CallRecords#journal] has it; empty if the database is away
    public static Optional<CallJournal> call(
            Path dataFolder, Keys keys, String callId, Optional<CallJournal> stored)
            throws IOException {
        var journal = dataFolder.resolve("journal");
        return Files.isDirectory(journal)
                ? new JournalSearch(new JournalFolder(journal, keys), callId).with(stored)
                : stored;
    }

    /// Wraps the keys of what waits in the journal under the active master key; says how many.
    public static int rewrap(Path dataFolder, KeyRing ring) throws IOException {
        return JournalKeys.rewrap(dataFolder.resolve("journal"), ring);
    }
}
