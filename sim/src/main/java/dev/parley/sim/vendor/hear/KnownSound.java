package dev.parley.sim.vendor.hear;

import java.util.Arrays;

/// A sentence and the course of its loudness. Immutable by agreement: nobody writes into it.
final class KnownSound {
    static final int HOPS_PER_SECOND = 100;

    /// What is softer is silence, in dB.
    static final double FLOOR = 40;

    private final String text;
    private final String[] words;
    private final double[] levels;
    private final double[] middles;
    private final int firstLoud;

    /// Words take their places in the sound by their letters.
    KnownSound(String text, double[] levels) {
        this.text = text;
        this.words = text.strip().split("\\s+");
        this.levels = levels;
        int first = 0;
        int last = levels.length;
        while (first < last && levels[first] <= FLOOR) {
            first++;
        }
        while (last > first && levels[last - 1] <= FLOOR) {
            last--;
        }
        firstLoud = first;
        double letters = Arrays.stream(words).mapToInt(word -> word.length() + 1).sum();
        middles = new double[words.length];
        double at = first;
        for (int i = 0; i < words.length; i++) {
            double length = (last - first) * (words[i].length() + 1) / letters;
            middles[i] = at + length / 2;
            at += length;
        }
    }

    String text() {
        return text;
    }

    /// Hops.
    int length() {
        return levels.length;
    }

    double level(int hop) {
        return levels[hop];
    }

    boolean isBegin(int hop) {
        return hop <= firstLoud + 2;
    }

    boolean isEnd(int hop) {
        return hop >= levels.length - 3;
    }

    /// The words whose middle lies between these hops.
    String words(int from, int to) {
        var found = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            if (middles[i] >= from && middles[i] <= to) {
                found.append(found.isEmpty() ? "" : " ").append(words[i]);
            }
        }
        return found.toString();
    }

    /// Loudness in dB, a hundred times a second.
    static double[] levels(short[] samples, int rate) {
        int hop = rate / HOPS_PER_SECOND;
        var levels = new double[samples.length / hop];
        for (int i = 0; i < levels.length; i++) {
            double sum = 0;
            for (int k = 0; k < hop; k++) {
                double sample = samples[i * hop + k];
                sum += sample * sample;
            }
            levels[i] = Math.max(FLOOR, 10 * Math.log10(1 + sum / hop));
        }
        return levels;
    }
}
