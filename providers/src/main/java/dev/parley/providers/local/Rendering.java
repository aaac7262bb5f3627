package dev.parley.providers.local;

import java.util.Arrays;
import java.util.List;

/// The sound of one sentence and the places of its words in it.
final class Rendering {
    private final short[] samples;
    private final List<Word> words;

    /// Keeps the array: the caller gives it away.
    Rendering(short[] samples, List<Word> words) {
        this.samples = samples;
        this.words = List.copyOf(words);
    }

    short[] samples() {
        return samples;
    }

    List<Word> words() {
        return words;
    }

    /// The house form of the raw sound of an engine: multiplied by `gain`, limited, and with at
    /// most `keptMillis` of silence before the first and after the last sound. Pauses inside stay,
    /// and no word is cut.
    Rendering shaped(int rate, float gain, int keptMillis) {
        int first = 0;
        while (first < samples.length && isSilent(samples[first] * gain)) {
            first++;
        }
        int end = samples.length;
        while (end > first && isSilent(samples[end - 1] * gain)) {
            end--;
        }
        int kept = rate * keptMillis / 1000;
        int from = Math.max(0, first - kept);
        int to = Math.min(samples.length, end + kept);
        short[] shaped = Arrays.copyOfRange(samples, from, to);
        for (int i = 0; i < shaped.length; i++) {
            shaped[i] = limited(shaped[i] * gain);
        }
        int fromMillis = from * 1000 / rate;
        int lengthMillis = shaped.length * 1000 / rate;
        return new Rendering(
                shaped,
                words.stream().map(word -> word.shifted(fromMillis, lengthMillis)).toList());
    }

    /// -50 dBFS: FreeTTS and flite stay under it in their pauses.
    private static boolean isSilent(float sample) {
        return Math.abs(sample) < 104;
    }

    /// Straight up to -3 dBFS, bent above, so that a loud vowel never wraps or clips hard.
    private static short limited(float sample) {
        float knee = 23_197;
        float room = Short.MAX_VALUE - knee;
        float over = Math.abs(sample) - knee;
        return over <= 0
                ? (short) Math.round(sample)
                : (short) Math.round(Math.copySign(knee + room * over / (over + room), sample));
    }

    /// A word: the characters of the text from `textStart` to before `textEnd`, and its place in
    /// the sound.
    record Word(int textStart, int textEnd, int startMillis, int endMillis) {
        Word shifted(int fromMillis, int lengthMillis) {
            return new Word(
                    textStart,
                    textEnd,
                    Math.clamp(startMillis - fromMillis, 0, lengthMillis),
                    Math.clamp(endMillis - fromMillis, 0, lengthMillis));
        }
    }
}
