package dev.parley.call.sound;

import java.util.Random;

/// Sound made for tests, 16 bits at 8 kHz. Levels in dBFS as root mean square.
final class Sounds {
    static final int RATE = 8000;

    private Sounds() {}

    static int samples(long millis) {
        return (int) (millis * RATE / 1000);
    }

    /// A voice: syllables of harmonics, 170 ms each with closures of 50 ms between; ends with a
    /// syllable.
    static short[] voice(long millis, double dbfs, int pitch) {
        var sound = new double[samples(millis)];
        for (int i = 0; i < sound.length; i++) {
            int left = sound.length - 1 - i;
            boolean isClosed = left % samples(220) >= samples(170);
            for (int k = 1; k <= 12 && !isClosed; k++) {
                sound[i] += Math.sin(2 * Math.PI * pitch * k * i / RATE + k * k) / k;
            }
        }
        return scaled(sound, dbfs);
    }

    /// Six people at once, each in syllables and pauses of their own.
    static short[] babble(long millis, double dbfs, long seed) {
        var random = new Random(seed);
        var sound = new double[samples(millis)];
        for (int person = 0; person < 6; person++) {
            int pitch = 90 + random.nextInt(140);
            for (int at = 0; at < sound.length; ) {
                int syllable = samples(80 + random.nextInt(180));
                double loud = random.nextDouble();
                for (int i = at; i < Math.min(sound.length, at + syllable); i++) {
                    for (int k = 1; k <= 10; k++) {
                        sound[i] += loud * Math.sin(2 * Math.PI * pitch * k * i / RATE + k) / k;
                    }
                }
                at += syllable + samples(30 + random.nextInt(250));
            }
        }
        return scaled(sound, dbfs);
    }

    static short[] hiss(long millis, double dbfs, long seed) {
        var random = new Random(seed);
        var sound = new double[samples(millis)];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = random.nextGaussian();
        }
        return scaled(sound, dbfs);
    }

    /// 50 Hz and two of its harmonics.
    static short[] hum(long millis, double dbfs) {
        var sound = new double[samples(millis)];
        for (int i = 0; i < sound.length; i++) {
            for (int k : new int[] {1, 3, 5}) {
                sound[i] += Math.sin(2 * Math.PI * 50 * k * i / RATE) / k;
            }
        }
        return scaled(sound, dbfs);
    }

    /// A spark on the line: 2 ms.
    static short[] click() {
        return scaled(new double[] {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1}, -10);
    }

    /// Air that swells and fades.
    static short[] breath(long millis, double dbfs, long seed) {
        var hiss = hiss(millis, dbfs, seed);
        for (int i = 0; i < hiss.length; i++) {
            hiss[i] = (short) (1.5 * hiss[i] * Math.sin(Math.PI * i / hiss.length));
        }
        return hiss;
    }

    private static short[] scaled(double[] sound, double dbfs) {
        double power = 0;
        for (double sample : sound) {
            power += sample * sample / sound.length;
        }
        double gain = Math.pow(10, dbfs / 20) * 32768 / Math.sqrt(power);
        var samples = new short[sound.length];
        for (int i = 0; i < sound.length; i++) {
            samples[i] = (short) Math.clamp(Math.round(gain * sound[i]), -32768, 32767);
        }
        return samples;
    }
}
