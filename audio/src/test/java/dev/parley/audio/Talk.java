package dev.parley.audio;

import java.util.Random;

/// Somebody who talks, for tests: syllables of three moving tones each, words, pauses; 8 kHz,
/// active sound at about −24 dBFS.
public final class Talk {
    private static final int RATE = 8_000;

    private Talk() {}

    public static short[] of(long seed, int millis) {
        var random = new Random(seed);
        var sound = new short[millis * RATE / 1000];
        int at = 0;
        while (at < sound.length) {
            int syllables = 1 + random.nextInt(4);
            for (int i = 0; i < syllables; i++) {
                at = syllable(sound, at, random);
            }
            at += RATE * (60 + random.nextInt(240)) / 1000;
        }
        return sound;
    }

    private static int syllable(short[] sound, int from, Random random) {
        int length = RATE * (100 + random.nextInt(120)) / 1000;
        for (int tone = 0; tone < 3; tone++) {
            double low = 320 * Math.pow(2, tone * 1.1);
            double hertz = low * (1 + random.nextDouble());
            double loud = 1_500 + random.nextInt(2_500);
            for (int i = 0; i < length && from + i < sound.length; i++) {
                double rise = Math.sin(Math.PI * i / length);
                sound[from + i] += (short) (loud * rise * Math.sin(2 * Math.PI * hertz * i / RATE));
            }
        }
        return from + length;
    }
}
