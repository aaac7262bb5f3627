package dev.parley.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Reads whole lines of the journal from a position on. What a killed writer left half-written at
/// the end of a file is passed over.
final class JournalReader {
    private static final int CHUNK = 256 * 1024;

    private final JournalFolder folder;

    JournalReader(JournalFolder folder) {
        this.folder = folder;
    }

    /// Some lines and where they end; no lines and the same position if there is nothing yet.
    ///
    /// @param bytes what was read or passed over; with no lines, the length of a half-written one
    record Chunk(List<String> lines, JournalPosition end, long bytes) {}

    /// @param live the file that is being written: those before it do not grow any more, and
    ///   nothing behind it was written by us
    Chunk next(JournalPosition from, long live) throws IOException {
        var later = folder.after(from.segment());
        if (later.isPresent() && later.getAsLong() > live) {
            later = OptionalLong.empty();
        }
        var file = folder.file(from.segment());
        var size = Files.exists(file) ? Files.size(file) : 0;
        var bytes = CHUNK;
        while (size > from.offset()) {
            var chunk = read(from, bytes);
            if (!chunk.lines.isEmpty()) {
                return chunk;
            }
            if (from.offset() + bytes >= size) {
                break;
            }
            bytes = Math.multiplyExact(bytes, 2); // one line longer than the chunk
        }
        return later.isPresent()
                ? new Chunk(
                        List.of(),
                        new JournalPosition(later.getAsLong(), 0),
                        Math.max(0, size - from.offset()))
                : new Chunk(List.of(), from, 0);
    }

    private Chunk read(JournalPosition from, int limit) throws IOException {
        try (var channel = FileChannel.open(folder.file(from.segment()))) {
            var bytes = new byte[(int) Math.min(limit, channel.size() - from.offset())];
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()
                    && channel.read(buffer, from.offset() + buffer.position()) > 0) {
                // until the chunk is full or the file ends
            }
            return lines(bytes, buffer.position(), from);
        }
    }

    private static Chunk lines(byte[] bytes, int count, JournalPosition from) {
        var lines = new ArrayList<String>();
        var start = 0;
        for (var i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                lines.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return new Chunk(lines, new JournalPosition(from.segment(), from.offset() + start), start);
    }
}
