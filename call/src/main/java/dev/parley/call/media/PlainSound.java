package dev.parley.call.media;

import dev.parley.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Path;

/// A recording as a WAV file that every player opens.
final class PlainSound implements SoundFile {
    private final WavWriter file;

    PlainSound(Path path, int rate) throws IOException {
        file = new WavWriter(path, rate, 2);
    }

    @Override
    public void write(short[] left, int leftOffset, short[] right, int rightOffset, int count)
            throws IOException {
        file.writeStereo(left, leftOffset, right, rightOffset, count);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
