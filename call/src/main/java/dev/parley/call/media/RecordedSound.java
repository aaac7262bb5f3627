package dev.parley.call.media;

import dev.parley.audio.WavHeader;
import dev.parley.compliance.seal.KeyRing;
import dev.parley.compliance.seal.SealedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;

/// The sound of one recording as a WAV file, wherever and however it lies: caller left, agent
/// right, 16-bit. As long as it was when opened. One thread; blocks on the disk.
public final class RecordedSound implements AutoCloseable {
    private static final int COPY_BYTES = 64 * 1024;
    private static final int RATE_AT = 24;
    private static final int CHANNELS_AT = 22;
    private static final int DATA_LENGTH_AT = 40;

    private final Samples samples;
    private final int rate;
    private final int channels;
    private final long dataBytes;
    private final byte[] header;
    private final boolean isComplete;

    /// The bytes after the header.
    private interface Samples extends AutoCloseable {
        int read(long position, byte[] into, int offset, int count) throws IOException;

        @Override
        void close() throws IOException;
    }

    private RecordedSound(
            Samples samples, int rate, int channels, long dataBytes, boolean isComplete) {
        this.samples = samples;
        this.rate = rate;
        this.channels = channels;
        this.dataBytes = dataBytes - dataBytes % (2L * channels);
        this.header = WavHeader.of(rate, channels, this.dataBytes);
        this.isComplete = isComplete;
    }

    static RecordedSound plain(Path path) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            var header = ByteBuffer.allocate(WavHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            int read = fill(file, 0, header);
            if (read < WavHeader.BYTES || header.getInt(0) != 0x46464952) {
                throw new IOException(
                        "expected a WAV file with a header of 44 bytes, got another file");
            }
            long bytes = file.size() - WavHeader.BYTES;
            return new RecordedSound(
                    new PlainSamples(file),
                    header.getInt(RATE_AT),
                    header.getShort(CHANNELS_AT),
                    bytes,
                    Integer.toUnsignedLong(header.getInt(DATA_LENGTH_AT)) == bytes);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    static RecordedSound sealed(Path path, String callId, KeyRing keys) throws IOException {
        var file = SealedReader.open(path, keys);
        try {
            var label = SoundLabel.parse(file.label());
            if (!label.callId().equals(callId)) {
                throw new IOException(
                        "expected the recording of call "
                                + callId
                                + ", but the file is sealed as that of "
                                + label.callId());
            }
            return new RecordedSound(
                    new SealedSamples(file),
                    label.rate(),
                    label.channels(),
                    file.length(),
                    file.isComplete());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Samples a second of each channel.
    public int rate() {
        return rate;
    }

    public int channels() {
        return channels;
    }

    /// How long it plays.
    public Duration duration() {
        return Duration.ofNanos(frames() * 1_000_000_000 / rate);
    }

    /// Samples of each channel.
    public long frames() {
        return dataBytes / (2L * channels);
    }

    /// Whether it was finished; false while the call goes on, after a kill, or if it was cut short.
    public boolean isComplete() {
        return isComplete;
    }

    /// Bytes as a WAV file, header included.
    public long length() {
        return WavHeader.BYTES + dataBytes;
    }

    /// Bytes `position` to `position + count` of the WAV file, fewer at its end, 0 beyond it.
    ///
    /// @throws IOException if what is on file was changed
    public int read(long position, byte[] into, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, into.length);
        int done = 0;
        if (position < header.length) {
            done = Math.min(count, header.length - (int) position);
            System.arraycopy(header, (int) position, into, offset, done);
        }
        long at = position + done - header.length;
        int wanted = (int) Math.min(count - done, Math.max(0, dataBytes - at));
        return done + (wanted == 0 ? 0 : samples.read(at, into, offset + done, wanted));
    }

    /// Writes the whole WAV file.
    public void copyTo(OutputStream out) throws IOException {
        byte[] some = new byte[COPY_BYTES];
        int count;
        for (long at = 0; (count = read(at, some, 0, some.length)) > 0; at += count) {
            out.write(some, 0, count);
        }
    }

    /// Writes one channel between two times of the call as a WAV file of one channel; what lies
    /// outside the recording is left out.
    ///
    /// @param channel 0 the caller, 1 the agent
    public void clipTo(OutputStream out, int channel, Duration from, Duration to)
            throws IOException {
        Objects.checkIndex(channel, channels);
        long first = Math.clamp(from.toMillis() * rate / 1000, 0, frames());
        long end = Math.clamp(to.toMillis() * rate / 1000, first, frames());
        byte[] both = new byte[Math.toIntExact((end - first) * 2 * channels)];
        int read = samples.read(first * 2 * channels, both, 0, both.length);
        byte[] one = new byte[read / channels];
        for (int i = 0; i < one.length; i++) {
            one[i] = both[i / 2 * 2 * channels + channel * 2 + i % 2];
        }
        out.write(WavHeader.of(rate, 1, one.length));
        out.write(one);
    }

    @Override
    public void close() throws IOException {
        samples.close();
    }

    private static int fill(FileChannel file, long position, ByteBuffer into) throws IOException {
        int begin = into.position();
        while (into.hasRemaining() && file.read(into, position + into.position() - begin) > 0) {
            // until it is full or the file ends
        }
        return into.position() - begin;
    }

    private record PlainSamples(FileChannel file) implements Samples {
        @Override
        public int read(long position, byte[] into, int offset, int count) throws IOException {
            return fill(file, WavHeader.BYTES + position, ByteBuffer.wrap(into, offset, count));
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private record SealedSamples(SealedReader file) implements Samples {
        @Override
        public int read(long position, byte[] into, int offset, int count) throws IOException {
            return file.read(position, into, offset, count);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
