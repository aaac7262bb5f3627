package dev.parley.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The sound of a WAV file: 16-bit PCM, or G.711 decoded. For tests, tools and prompts, not for the
/// path of a call: the whole file is in memory.
public final class Wav {
    static final int PCM = 1;
    static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
    static final byte[] WAVE = "WAVE".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FORMAT_CHUNK = "fmt ".getBytes(StandardCharsets.US_ASCII);
    static final byte[] DATA_CHUNK = "data".getBytes(StandardCharsets.US_ASCII);

    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final long MAX_FILE_BYTES = 1L << 30;

    private final int rate;
    private final short[][] channels;

    private Wav(int rate, short[][] channels) {
        this.rate = rate;
        this.channels = channels;
    }

    /// Reads a file. A data chunk that claims more than there is (a stream, a killed writer) is
    /// read up to the end of the file.
    ///
    /// @throws IOException if the file cannot be read, is no WAV file, or holds another encoding;
    ///   the message names what was found and what to do
    public static Wav read(Path path) throws IOException {
        if (Files.size(path) > MAX_FILE_BYTES) {
            throw new IOException(
                    "%s has %d bytes, at most %d are read; cut it into parts"
                            .formatted(path, Files.size(path), MAX_FILE_BYTES));
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        return new Parser(path, bytes).parse();
    }

    /// Samples a second of each channel.
    public int rate() {
        return rate;
    }

    /// How many channels the file has.
    public int channels() {
        return channels.length;
    }

    /// Samples in each channel.
    public int length() {
        return channels[0].length;
    }

    /// The samples of one channel, from 0 (left); the array is the caller's own.
    public short[] channel(int index) {
        return channels[index].clone();
    }

    private record Format(int encoding, int channels, int rate, int bits) {}

    private record Parser(Path path, ByteBuffer bytes) {
        Wav parse() throws IOException {
            if (bytes.remaining() < 12 || !tag(0).equals("RIFF") || !tag(8).equals("WAVE")) {
                throw odd("it does not begin with RIFF…WAVE");
            }
            Format format = null;
            long at = 12;
            while (at + 8 <= bytes.limit()) {
                String name = tag((int) at);
                long size = bytes.getInt((int) at + 4) & 0xFFFF_FFFFL;
                int content = (int) at + 8;
                if (name.equals("fmt ")) {
                    format = format(content, size);
                } else if (name.equals("data")) {
                    if (format == null) {
                        throw odd("its data chunk comes before its format chunk");
                    }
                    return decode(format, content, Math.min(size, bytes.limit() - content));
                }
                at = content + size + (size & 1);
            }
            throw odd("it has no data chunk");
        }

        private Format format(int at, long size) throws IOException {
            if (size < 16 || at + size > bytes.limit()) {
                throw odd("its format chunk has %d bytes, expected at least 16".formatted(size));
            }
            int encoding = bytes.getShort(at) & 0xFFFF;
            if (encoding == EXTENSIBLE && size >= 26) {
                encoding = bytes.getShort(at + 24) & 0xFFFF; // first field of the sub-format id
            }
            Format format =
                    new Format(
                            encoding,
                            bytes.getShort(at + 2) & 0xFFFF,
                            bytes.getInt(at + 4),
                            bytes.getShort(at + 14) & 0xFFFF);
            boolean known =
                    switch (format.encoding) {
                        case PCM -> format.bits == 16;
                        case A_LAW, MU_LAW -> format.bits == 8;
                        default -> false;
                    };
            if (!known) {
                throw odd(
                        "its encoding is %d with %d bits".formatted(format.encoding, format.bits));
            }
            if (format.channels < 1 || format.channels > 8 || format.rate < 1_000) {
                throw odd(
                        "it claims %d channels at %d samples a second"
                                .formatted(format.channels, format.rate));
            }
            return format;
        }

        private Wav decode(Format format, int at, long size) {
            int bytesPerSample = format.bits / 8;
            int length = (int) (size / ((long) bytesPerSample * format.channels));
            short[] all = new short[length * format.channels];
            switch (format.encoding) {
                case PCM ->
                        bytes.slice(at, all.length * 2)
                                .order(bytes.order())
                                .asShortBuffer()
                                .get(all);
                case A_LAW -> G711.decodeALaw(content(at, all.length), 0, all.length, all, 0);
                case MU_LAW -> G711.decodeMuLaw(content(at, all.length), 0, all.length, all, 0);
                default -> throw new AssertionError("format was checked");
            }
            short[][] split = new short[format.channels][length];
            for (int i = 0; i < all.length; i++) {
                split[i % format.channels][i / format.channels] = all[i];
            }
            return new Wav(format.rate, split);
        }

        private String tag(int at) {
            return new String(content(at, 4), StandardCharsets.US_ASCII);
        }

        private byte[] content(int at, int size) {
            byte[] content = new byte[size];
            bytes.get(at, content);
            return content;
        }

        private IOException odd(String what) {
            return new IOException(
                    "%s is not a WAV file of 16-bit PCM or 8-bit G.711: %s; convert it, for example with: ffmpeg -i in -c:a pcm_s16le out.wav"
                            .formatted(path, what));
        }
    }
}
