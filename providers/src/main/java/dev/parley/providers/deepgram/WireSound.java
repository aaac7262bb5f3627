package dev.parley.providers.deepgram;

import dev.parley.audio.G711;
import java.util.Arrays;

/// How sound goes to Deepgram's recognizers: all that the line carried, and no more. What is told
/// of its length counts samples at 16 kHz in either form.
public enum WireSound {
    /// 16-bit little-endian at 16 kHz.
    LINEAR("encoding=linear16&sample_rate=16000"),
    /// As telephones have it, µ-law at 8 kHz: a quarter of the bytes.
    TELEPHONE("encoding=mulaw&sample_rate=8000");

    private static final int TELEPHONE_RATE = 8_000;

    private final String query;

    WireSound(String query) {
        this.query = query;
    }

    /// @param rate samples a second of the line
    static WireSound of(int rate) {
        return rate <= TELEPHONE_RATE ? TELEPHONE : LINEAR;
    }

    /// For the address.
    String query() {
        return query;
    }

    /// @param samples at 16 kHz; those of a telephone line hold nothing that every second one of
    ///   them does not
    byte[] encode(short[] samples, int count) {
        return switch (this) {
            case LINEAR -> {
                var bytes = new byte[2 * count];
                for (int i = 0; i < count; i++) {
                    bytes[2 * i] = (byte) samples[i];
                    bytes[2 * i + 1] = (byte) (samples[i] >> 8);
                }
                yield bytes;
            }
            case TELEPHONE -> {
                var narrow = new short[count / 2];
                for (int i = 0; i < narrow.length; i++) {
                    narrow[i] = samples[2 * i];
                }
                var bytes = new byte[narrow.length];
                G711.encodeMuLaw(narrow, 0, narrow.length, bytes, 0);
                yield bytes;
            }
        };
    }

    byte[] silence(int samples) {
        return switch (this) {
            case LINEAR -> new byte[2 * samples];
            case TELEPHONE -> {
                var bytes = new byte[samples / 2];
                Arrays.fill(bytes, G711.MU_LAW_SILENCE);
                yield bytes;
            }
        };
    }
}
