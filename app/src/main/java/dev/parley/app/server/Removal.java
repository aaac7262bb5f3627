package dev.parley.app.server;

import dev.parley.app.settings.RetentionSettings;
import dev.parley.call.media.Recordings;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.store.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Removes what is older than its class may be: the sound that lies under this data folder, words,
/// records. Never of a call that is held or goes on. One thread; blocks.
public final class Removal {
    private final Retention retention;
    private final Recordings recordings;
    private final Path transcripts;
    private final RetentionSettings settings;
    private final Clock clock;
    private final Meters.Counter removedSound;
    private final Meters.Counter removedWords;
    private final Meters.Counter removedRecords;

    /// How much was removed, or would be.
    ///
    /// @param bytes of the recordings
    /// @param transcripts calls whose words were removed
    /// @param records calls of which nothing is left
    public record Removed(int recordings, long bytes, int transcripts, int records) {}

    /// @param data the data folder
    public Removal(
            Retention retention,
            Recordings recordings,
            Path data,
            RetentionSettings settings,
            Clock clock,
            Meters meters) {
        this.retention = retention;
        this.recordings = recordings;
        this.transcripts = data.resolve("transcripts");
        this.settings = settings;
        this.clock = clock;
        removedSound = meters.counter(Metric.RETENTION_REMOVED, "recordings");
        removedWords = meters.counter(Metric.RETENTION_REMOVED, "transcripts");
        removedRecords = meters.counter(Metric.RETENTION_REMOVED, "records");
    }

    /// Removes everything that is due.
    ///
    /// @param isTrial only counts
    public Removed run(boolean isTrial) throws SQLException, IOException {
        List<String> records =
                settings.records() == 0
                        ? List.of()
                        : retention.records(clock.instant().minus(days(settings.records())));
        var sound = removeSound(new HashSet<>(records), isTrial);
        List<String> words =
                settings.transcripts() == 0
                        ? List.of()
                        : retention.withText(clock.instant().minus(days(settings.transcripts())));
        if (!isTrial) {
            retention.removeText(words);
            retention.removeRecords(records);
            for (var call : words) {
                Files.deleteIfExists(transcripts.resolve(call + ".txt"));
            }
            for (var call : records) {
                Files.deleteIfExists(transcripts.resolve(call + ".txt"));
            }
            removedSound.add(sound.recordings);
            removedWords.add(words.size());
            removedRecords.add(records.size());
        }
        return new Removed(sound.recordings, sound.bytes, words.size(), records.size());
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    /// A recording goes with the day it lies under; that of a record that goes, with the record.
    private Removed removeSound(Set<String> records, boolean isTrial)
            throws SQLException, IOException {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var gone = new ArrayList<String>();
        long bytes = 0;
        for (var folder : folders(recordings.folder())) {
            boolean isOld =
                    settings.recordings() > 0
                            && day(folder).plusDays(settings.recordings()).isBefore(today);
            var calls = new ArrayList<String>();
            for (var file : files(folder)) {
                if (isOld || records.contains(call(file))) {
                    calls.add(call(file));
                }
            }
            var kept = calls.isEmpty() ? Set.of() : retention.keep(calls);
            for (var file : files(folder)) {
                if (calls.contains(call(file)) && !kept.contains(call(file))) {
                    bytes += Files.size(file);
                    gone.add(call(file));
                    if (!isTrial) {
                        recordings.delete(day(folder) + "/" + file.getFileName());
                    }
                }
            }
            if (!isTrial && isOld && files(folder).isEmpty()) {
                Files.deleteIfExists(folder);
            }
        }
        if (!isTrial) {
            retention.soundRemoved(gone);
        }
        return new Removed(gone.size(), bytes, 0, 0);
    }

    private static String call(Path file) {
        var name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static LocalDate day(Path folder) {
        return LocalDate.parse(String.valueOf(folder.getFileName()));
    }

    private static List<Path> folders(Path recordings) throws IOException {
        var folders = new ArrayList<Path>();
        for (var folder : files(recordings)) {
            try {
                day(folder);
                folders.add(folder);
            } catch (DateTimeParseException _) {
                // not one of ours
            }
        }
        return folders;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
