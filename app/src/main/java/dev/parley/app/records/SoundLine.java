package dev.parley.app.records;

import dev.parley.call.media.Recordings;
import dev.parley.store.CallRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Where a call's recording is, and what is to be said of it in a few words.
public final class SoundLine {
    private SoundLine() {}

    /// The name of the recording if it is here: the one in the record, or, of a call whose server
    /// died before it could say, the one that lies there.
    public static Optional<String> nameOf(CallRecord.Header call, Recordings recordings) {
        var name = call.recording();
        return name == null
                ? recordings.find(LocalDate.ofInstant(call.startedAt(), ZoneOffset.UTC), call.id())
                : Optional.of(name).filter(recordings::exists);
    }

    public static String of(CallRecord.Header call, Recordings recordings) {
        if (call.soundRemovedAt() != null) {
            return "removed on " + call.soundRemovedAt();
        }
        var name = nameOf(call, recordings);
        if (name.isEmpty()) {
            return call.recording() == null
                    ? "none"
                    : call.recording() + ", which is not under " + recordings.folder();
        }
        try (var sound = recordings.open(name.get())) {
            var rest =
                    sound.isComplete()
                            ? ""
                            : call.endedAt() == null
                                    ? " so far"
                                    : ", not finished: its server died, or it was cut";
            return "%s, %.1f s%s".formatted(name.get(), sound.duration().toMillis() / 1000.0, rest);
        } catch (IOException e) {
            return name.get() + ", which cannot be read: " + e.getMessage();
        }
    }
}
