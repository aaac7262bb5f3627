package dev.parley.call.media;

import dev.parley.compliance.seal.KeyRing;
import dev.parley.compliance.seal.Keys;
import dev.parley.compliance.seal.SealedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of recordings: `<yyyy-MM-dd>/<call>.sealed`, or `.wav` where they are kept plain. The
/// one place that knows which; records of calls name a recording by its path below the folder. Any
/// thread; blocks on the disk.
public final class Recordings {
    /// No way out of the folder, whatever a record or a request says.
    private static final Pattern NAME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}/([A-Za-z0-9_-]{1,64})\\.(wav|sealed)");

    private static final String SEALED = ".sealed";

    private final Path folder;
    private final Keys keys;
    private final boolean isSealing;

    private Recordings(Path folder, Keys keys, boolean isSealing) {
        this.folder = folder;
        this.keys = keys;
        this.isSealing = isSealing;
    }

    /// New recordings are sealed under the active key.
    public static Recordings sealed(Path folder, Keys keys) {
        return new Recordings(folder, keys, true);
    }

    /// New recordings are WAV files; sealed ones that are there can be read with these keys.
    public static Recordings plain(Path folder, Keys keys) {
        return new Recordings(folder, keys, false);
    }

    /// New recordings are WAV files; sealed ones cannot be read.
    public static Recordings plain(Path folder) {
        return plain(folder, () -> KeyRing.EMPTY);
    }

    /// Where they lie.
    public Path folder() {
        return folder;
    }

    /// The name under which the recording of a call is kept.
    String name(LocalDate day, String callId) {
        return day + "/" + callId + (isSealing ? SEALED : ".wav");
    }

    /// Makes the file of a name.
    SoundFile create(String name, String callId, int rate) throws IOException {
        var path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return isSealing
                ? new SealedSound(path, new SoundLabel(rate, 2, callId), keys.ring())
                : new PlainSound(path, rate);
    }

    /// Opens a recording, also one that is still being made or whose server was killed.
    ///
    /// @param name as the record of the call has it
    /// @throws NoSuchFileException if there is none of this name, or it is no name of a recording
    /// @throws IOException if it cannot be read: changed, or its master key is not known; the
    ///   message says what to do
    public RecordedSound open(String name) throws IOException {
        var path = path(name);
        if (!name.endsWith(SEALED)) {
            return RecordedSound.plain(path);
        }
        var match = NAME.matcher(name);
        return RecordedSound.sealed(path, match.matches() ? match.group(1) : "", keys.ring());
    }

    /// The name of a call's recording, looked for by its id.
    ///
    /// @param day when the call began
    public Optional<String> find(LocalDate day, String callId) {
        return Stream.of(day, day.plusDays(1), day.minusDays(1))
                .flatMap(each ->
                        Stream.of(SEALED, ".wav").map(ending -> each + "/" + callId + ending))
                .filter(this::exists)
                .findFirst();
    }

    /// Whether there is a recording of this name.
    public boolean exists(String name) {
        return NAME.matcher(name).matches() && Files.isRegularFile(folder.resolve(name));
    }

    /// Removes a recording for good: the key of a sealed one is overwritten first. False if there
    /// is none of this name.
    public boolean delete(String name) throws IOException {
        if (!exists(name)) {
            return false;
        }
        var path = path(name);
        if (name.endsWith(SEALED)) {
            SealedFiles.destroy(path);
        }
        return Files.deleteIfExists(path);
    }

    private Path path(String name) throws NoSuchFileException {
        if (!exists(name)) {
            throw new NoSuchFileException("no recording of this name in " + folder);
        }
        return folder.resolve(name);
    }
}
