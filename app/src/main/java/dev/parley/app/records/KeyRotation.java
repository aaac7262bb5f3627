package dev.parley.app.records;

import dev.parley.app.server.RecordKeys;
import dev.parley.app.server.StartRefused;
import dev.parley.app.settings.Settings;
import dev.parley.compliance.seal.Damaged;
import dev.parley.compliance.seal.KeyFile;
import dev.parley.compliance.seal.KeyRing;
import dev.parley.compliance.seal.KeyUnknown;
import dev.parley.compliance.seal.SealedFiles;
import dev.parley.store.Journals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Wraps the keys of recordings and journal under another master key, beside a running server or
/// without one. One thread; blocks.
public final class KeyRotation {
    private final Settings settings;

    /// @param active id of the active key
    /// @param rewrapped how much was wrapped anew
    /// @param recordings how many lie under each key
    /// @param unknown how many of them lie under a key that is not known
    public record Done(String active, int rewrapped, Map<String, Integer> recordings, int unknown) {
        public Done {
            recordings = Map.copyOf(recordings);
        }
    }

    public KeyRotation(Settings settings) {
        this.settings = settings;
    }

    /// What lies under which key.
    public Done list() throws IOException {
        return done(RecordKeys.of(settings).ring(), 0);
    }

    /// Makes a new key in the key file and wraps everything under it.
    ///
    /// @param forgetOld removes the other keys, unless something still lies under one
    /// @throws StartRefused if the key comes from the environment
    public Done rotate(boolean forgetOld) throws IOException {
        if (settings.recordings().key().isPresent()) {
            throw new StartRefused(
                    "the master key comes from PARLEY_RECORDS_KEY; put a new one there (openssl rand -base64 32), the old one into"
                            + " PARLEY_RECORDS_OLD_KEYS, and run: ./parley keys rewrap");
        }
        RecordKeys.of(settings);
        var file = KeyFile.openOrMake(RecordKeys.file(settings));
        int rewrapped = rewrap(file.rotate());
        var done = done(file.ring(), rewrapped);
        if (forgetOld && done.recordings().getOrDefault(done.active(), 0) == recordings().size()) {
            done = done(file.forgetOld(), rewrapped);
        }
        return done;
    }

    /// Wraps everything under the key that is active now.
    public Done rewrap() throws IOException {
        var ring = RecordKeys.of(settings).ring();
        return done(ring, rewrap(ring));
    }

    private int rewrap(KeyRing ring) throws IOException {
        int count = 0;
        for (var file : recordings()) {
            count += isRewrapped(file, ring) ? 1 : 0;
        }
        return count + Journals.rewrap(settings.data(), ring);
    }

    private static boolean isRewrapped(Path file, KeyRing ring) throws IOException {
        try {
            return SealedFiles.rewrap(file, ring);
        } catch (KeyUnknown | Damaged _) {
            return false; // told as unknown
        }
    }

    private Done done(KeyRing ring, int rewrapped) throws IOException {
        var under = new TreeMap<String, Integer>();
        ring.keys().forEach(key -> under.put(key.id(), 0));
        int unknown = 0;
        for (var file : recordings()) {
            var id = SealedFiles.masterId(file);
            unknown += ring.keys().stream().anyMatch(key -> key.id().equals(id)) ? 0 : 1;
            under.merge(id, 1, Integer::sum);
        }
        return new Done(ring.active().id(), rewrapped, under, unknown);
    }

    private List<Path> recordings() throws IOException {
        var folder = settings.data().resolve("recordings");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(".sealed")).sorted().toList();
        }
    }
}
