package dev.parley.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The 44 bytes before 16-bit PCM in a WAV file: RIFF WAVE with one PCM format chunk, as in
/// "Multimedia Programming Interface and Data Specifications 1.0".
public final class WavHeader {
    public static final int BYTES = 44;

    private WavHeader() {}

    /// @param rate samples a second of each channel
    /// @param dataBytes length of the sound that follows
    public static byte[] of(int rate, int channels, long dataBytes) {
        var header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(Wav.RIFF).putInt((int) (BYTES - 8 + dataBytes)).put(Wav.WAVE);
        header.put(Wav.FORMAT_CHUNK).putInt(16);
        header.putShort((short) Wav.PCM).putShort((short) channels);
        header.putInt(rate).putInt(rate * channels * 2);
        header.putShort((short) (channels * 2)).putShort((short) 16);
        header.put(Wav.DATA_CHUNK).putInt((int) dataBytes);
        return header.array();
    }
}
