package dev.parley.app.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Where recordings are read from. Blocks; thread-safe.
@FunctionalInterface
public interface SoundSource {
    /// Where nothing is recorded.
    SoundSource NONE = _ -> Optional.empty();

    /// Opens the recording that the record of a call names; empty if it is not there any more.
    Optional<Sound> open(String name) throws IOException;

    /// One recording as the bytes of a WAV file.
    interface Sound extends AutoCloseable {
        /// Length in bytes.
        long size();

        /// Reads into the buffer from a place in the file; -1 at its end.
        int read(ByteBuffer into, long position) throws IOException;

        @Override
        void close() throws IOException;
    }
}
