package dev.parley.app.web;

import dev.parley.call.media.RecordedSound;
import dev.parley.call.media.Recordings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// The recordings of the server, sealed or plain, as WAV files.
public final class StoredSounds implements SoundSource {
    private final Recordings recordings;

    public StoredSounds(Recordings recordings) {
        this.recordings = recordings;
    }

    @Override
    public Optional<Sound> open(String name) throws IOException {
        try {
            return Optional.of(new Stored(recordings.open(name)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private record Stored(RecordedSound sound) implements Sound {
        @Override
        public long size() {
            return sound.length();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            var bytes = new byte[into.remaining()];
            int count = sound.read(position, bytes, 0, bytes.length);
            into.put(bytes, 0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            sound.close();
        }
    }
}
