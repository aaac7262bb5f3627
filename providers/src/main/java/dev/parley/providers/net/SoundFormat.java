package dev.parley.providers.net;

import dev.parley.audio.G711;
import java.util.Locale;

/// The forms of sound that are asked of vendors' voices: none that cuts what a line can carry, and
/// none that the vendor would have to convert for a telephone.
public enum SoundFormat {
    /// As telephones have it: the bytes of the leg again, without loss.
    MULAW_8K(8000, false),
    PCM_8K(8000, true),
    PCM_16K(16_000, true),
    PCM_24K(24_000, true);

    private final int rate;
    private final boolean isLinear;

    SoundFormat(int rate, boolean isLinear) {
        this.rate = rate;
        this.isLinear = isLinear;
    }

    /// As settings write them: "mulaw-8k", "pcm-8k", "pcm-16k", "pcm-24k".
    public static SoundFormat named(String name) {
        for (var format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "expected auto, mulaw-8k, pcm-8k, pcm-16k or pcm-24k, got \"" + name + "\"");
    }

    /// Samples a second.
    public int rate() {
        return rate;
    }

    /// 16-bit little-endian; otherwise G.711 µ-law.
    public boolean isLinear() {
        return isLinear;
    }

    /// Decodes whole samples.
    short[] decode(byte[] bytes, int count) {
        if (!isLinear) {
            var samples = new short[count];
            G711.decodeMuLaw(bytes, 0, count, samples, 0);
            return samples;
        }
        var samples = new short[count / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((bytes[2 * i] & 0xFF) | (bytes[2 * i + 1] << 8));
        }
        return samples;
    }
}
