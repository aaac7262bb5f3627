package dev.parley.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Writes 16-bit PCM into a WAV file as it comes. After each second of sound everything written so
/// far is on file under a header with the right sizes, so that a killed process leaves a file that
/// plays. One thread; may block on the disk.
public final class WavWriter implements AutoCloseable {
    private static final long MAX_BYTES = 0xFFFF_FFFFL - WavHeader.BYTES;

    private final Path path;
    private final int rate;
    private final int channels;
    private final FileChannel file;
    private final ByteBuffer buffer;
    private long dataBytes;
    private long headerBytes;

    /// Creates the file or empties it.
    ///
    /// @param rate samples a second of each channel
    /// @param channels 1 for mono, 2 for stereo, at most 8
    /// @throws IOException if the file cannot be created
    public WavWriter(Path path, int rate, int channels) throws IOException {
        if (rate < 1_000 || rate > 384_000 || channels < 1 || channels > 8) {
            throw new IllegalArgumentException(
                    "expected a rate of 1000 to 384000 and 1 to 8 channels, got rate %d, %d channels"
                            .formatted(rate, channels));
        }
        this.path = path;
        this.rate = rate;
        this.channels = channels;
        buffer = ByteBuffer.allocate(rate * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
        try {
            writeHeader();
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// Appends `count` samples, the channels interleaved.
    ///
    /// @throws IOException if the disk refuses or the file would pass 4 GB, the limit of the format
    public void write(short[] samples, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, samples.length);
        if (count % channels != 0) {
            throw new IllegalArgumentException(
                    "expected whole groups of %d channels, got %d samples"
                            .formatted(channels, count));
        }
        checkRoom(count);
        for (int i = 0; i < count; i++) {
            put(samples[offset + i]);
        }
    }

    /// Appends `count` samples to each of the two channels of a stereo file.
    ///
    /// @throws IOException as `write`
    public void writeStereo(short[] left, int leftOffset, short[] right, int rightOffset, int count)
            throws IOException {
        if (channels != 2) {
            throw new IllegalStateException(
                    "expected a file of 2 channels, this one has %d".formatted(channels));
        }
        Objects.checkFromIndexSize(leftOffset, count, left.length);
        Objects.checkFromIndexSize(rightOffset, count, right.length);
        checkRoom(2L * count);
        for (int i = 0; i < count; i++) {
            put(left[leftOffset + i]);
            put(right[rightOffset + i]);
        }
    }

    /// Samples written to each channel so far.
    public long position() {
        return (dataBytes + buffer.position()) / (2L * channels);
    }

    /// Brings everything written so far to the file, and the header up to date.
    ///
    /// @throws IOException if the disk refuses
    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            dataBytes += file.write(buffer, WavHeader.BYTES + dataBytes);
        }
        buffer.clear();
        if (headerBytes != dataBytes) {
            writeHeader();
        }
    }

    /// Finishes the file; closing twice is harmless.
    @Override
    public void close() throws IOException {
        if (!file.isOpen()) {
            return;
        }
        try (file) {
            flush();
        }
    }

    private void put(short sample) throws IOException {
        buffer.putShort(sample);
        if (!buffer.hasRemaining()) {
            flush();
        }
    }

    private void checkRoom(long samples) throws IOException {
        if (dataBytes + buffer.position() + 2 * samples > MAX_BYTES) {
            throw new IOException(
                    "WAV file %s is full: the format holds at most 4 GB; start another file"
                            .formatted(path));
        }
    }

    private void writeHeader() throws IOException {
        var header = ByteBuffer.wrap(WavHeader.of(rate, channels, dataBytes));
        while (header.hasRemaining()) {
            file.write(header, header.position());
        }
        headerBytes = dataBytes;
    }
}
