package dev.parley.providers.contract;

import java.util.ArrayList;
import java.util.List;

/// Sound that a scripted server can recognize: each sample of a word has the same value.
public final class Tags {
    private static final List<String> WORDS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final int STEP = 1000;

    private Tags() {}

    public static String word(int tag) {
        return WORDS.get(tag);
    }

    /// 20 ms at 16 kHz.
    public static short[] frame(int tag) {
        var frame = new short[320];
        java.util.Arrays.fill(frame, (short) (STEP + STEP * tag));
        return frame;
    }

    /// The words in this sound, 16-bit little-endian; silence is none.
    public static List<String> words(byte[] sound) {
        var words = new ArrayList<String>();
        int before = 0;
        for (int i = 0; i + 1 < sound.length; i += 2) {
            int sample = (sound[i] & 0xFF) | (sound[i + 1] << 8);
            if (sample != before && sample != 0) {
                words.add(word(sample / STEP - 1));
            }
            before = sample;
        }
        return words;
    }
}
