package dev.parley.call.media;

import java.io.IOException;

/// Where a recording is written: stereo, 16-bit, from its beginning to its end, each second on file
/// as it is full. Writer's thread.
interface SoundFile extends AutoCloseable {
    /// Appends `count` samples to each side.
    void write(short[] left, int leftOffset, short[] right, int rightOffset, int count)
            throws IOException;

    /// Finishes the file.
    @Override
    void close() throws IOException;
}
