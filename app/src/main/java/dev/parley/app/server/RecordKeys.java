package dev.parley.app.server;

import dev.parley.app.settings.Settings;
import dev.parley.call.media.Recordings;
import dev.parley.compliance.seal.KeyFile;
import dev.parley.compliance.seal.KeyRing;
import dev.parley.compliance.seal.Keys;
import dev.parley.compliance.seal.MasterKey;
import dev.parley.compliance.seal.WeakKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The master keys of a server's recordings and journal: from the environment, or else from a file
/// that the first start makes. Blocks on the disk.
public final class RecordKeys {
    private RecordKeys() {}

    /// Where the key file lies.
    public static Path file(Settings settings) {
        return settings.data().resolve("keys").resolve("records.keys");
    }

    /// The keys that the settings name.
    ///
    /// @throws StartRefused if a key is weak or others can read the file, with the remedy
    public static Keys of(Settings settings) {
        try {
            var given = settings.recordings().key();
            if (given.isEmpty()) {
                var file = KeyFile.openOrMake(file(settings));
                return file::ring;
            }
            List<MasterKey> keys = new ArrayList<>();
            keys.add(MasterKey.parse(given.get(), "PARLEY_RECORDS_KEY"));
            for (var old : settings.recordings().oldKeys()) {
                keys.add(MasterKey.parse(old, "PARLEY_RECORDS_OLD_KEYS"));
            }
            var ring = new KeyRing(keys);
            return () -> ring;
        } catch (WeakKey e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StartRefused(
                    "key file \"%s\" cannot be made or read (%s); check who owns the folder, or set PARLEY_RECORDS_KEY"
                            .formatted(file(settings), e.getMessage()),
                    e);
        }
    }

    /// The recordings under the data folder, sealed or plain as set.
    ///
    /// @throws StartRefused as [#of], or if the folder cannot be made private
    public static Recordings recordings(Settings settings) {
        var folder = PrivateFolder.at(settings.data().resolve("recordings"));
        var keys = of(settings);
        return settings.recordings().encrypted()
                ? Recordings.sealed(folder, keys)
                : Recordings.plain(folder, keys);
    }
}
