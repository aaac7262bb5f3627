package dev.parley.bench.hearing;

import dev.parley.audio.G711;
import dev.parley.audio.Resampler;
import dev.parley.bench.voices.Biquad;
import dev.parley.bench.voices.Voice;
import java.util.Arrays;

/// A caller's sentence on a line: noise from the start of the question to well after the answer,
/// the sentence in the middle of it, then the line's band and codec.
final class Mix {
    private static final int RATE = Voice.RATE;
    private static final int LEAD = RATE; // while the question is asked
    private static final int TAIL = RATE * 17 / 10;
    private static final double SPEECH_DBFS = -24;
    private static final int BLOCK = RATE / 50;

    private Mix() {}

    static int length(short[] sentence) {
        return LEAD + sentence.length + TAIL;
    }

    /// The wire format of the line.
    static byte[] wire(short[] sentence, float[] noise, Condition condition) {
        var speech = new float[noise.length];
        for (int i = 0; i < sentence.length; i++) {
            speech[LEAD + i] = sentence[i];
        }
        var speechBand = telephoneBand(speech);
        var noiseBand = telephoneBand(noise);
        double gain = amplitude(SPEECH_DBFS) / activeLevel(speechBand);
        double noiseGain =
                amplitude(SPEECH_DBFS - condition.decibels()) / rootMeanSquare(noiseBand);
        boolean telephone = condition.isTelephone();
        var caller = telephone ? speechBand : speech;
        var beside = telephone ? noiseBand : noise;
        var mixed = new short[noise.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] =
                    (short)
                            Math.clamp(
                                    Math.round(caller[i] * gain + beside[i] * noiseGain),
                                    Short.MIN_VALUE,
                                    Short.MAX_VALUE);
        }
        return telephone ? muLaw(mixed) : littleEndian(mixed);
    }

    private static byte[] muLaw(short[] sound) {
        var resampler = new Resampler(RATE, 8_000);
        var narrow = new short[resampler.maxOutput(sound.length)];
        int count = resampler.resample(sound, 0, sound.length, narrow, 0);
        var bytes = new byte[count];
        G711.encodeMuLaw(narrow, 0, count, bytes, 0);
        return bytes;
    }

    private static byte[] littleEndian(short[] sound) {
        var bytes = new byte[2 * sound.length];
        for (int i = 0; i < sound.length; i++) {
            bytes[2 * i] = (byte) sound[i];
            bytes[2 * i + 1] = (byte) (sound[i] >> 8);
        }
        return bytes;
    }

    private static double amplitude(double dbfs) {
        return 32_768 * Math.pow(10, dbfs / 20);
    }

    private static double rootMeanSquare(float[] sound) {
        double power = 0;
        for (float sample : sound) {
            power += (double) sample * sample;
        }
        return Math.sqrt(power / sound.length) + 1e-9;
    }

    /// Over the pieces of 20 ms within 20 dB of the loudest.
    private static double activeLevel(float[] sound) {
        var powers = new double[sound.length / BLOCK];
        for (int block = 0; block < powers.length; block++) {
            for (int i = 0; i < BLOCK; i++) {
                float sample = sound[block * BLOCK + i];
                powers[block] += (double) sample * sample / BLOCK;
            }
        }
        double loudest = Arrays.stream(powers).max().orElse(0);
        return Math.sqrt(
                Arrays.stream(powers).filter(power -> power > loudest / 100).average().orElse(1));
    }

    /// 300 to 3400 Hz, 24 dB an octave each side (Butterworth).
    private static float[] telephoneBand(float[] sound) {
        var band = sound.clone();
        for (double q : new double[] {0.5412, 1.3066}) {
            Biquad.highPass(300, q, RATE).run(band);
            Biquad.lowPass(3_400, q, RATE).run(band);
        }
        return band;
    }
}
