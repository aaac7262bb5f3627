package dev.parley.bench.turns;

import dev.parley.audio.G711;
import dev.parley.audio.Resampler;
import dev.parley.bench.voices.Biquad;
import dev.parley.bench.voices.Voice;

/// A telephone line with noise: what is said on it comes out as µ-law frames of 20 ms, 300 to 3400
/// Hz, the caller's active speech at −24 dBFS and the noise so many decibels under it.
final class CallerSound {
    static final int FRAME_MILLIS = 20;

    private static final int FRAME = Voice.RATE / 50;
    private static final double SPEECH = 32_768 * Math.pow(10, -24 / 20.0);
    private static final int ACTIVE_SHARE = 100;

    private final float[] noise;
    private final Resampler narrow = new Resampler(Voice.RATE, 8_000);
    private final short[] narrowed = new short[narrow.maxOutput(FRAME)];
    private float[] saying = {};
    private int said;
    private int noiseAt;
    private float[] besides = {};
    private int besidesAt;

    /// @param noise at any level, repeated when it ends
    /// @param decibels the speech above the noise
    CallerSound(float[] noise, double decibels) {
        this.noise = telephoneBand(noise.clone());
        scale(this.noise, SPEECH / Math.pow(10, decibels / 20) / level(this.noise, 0));
    }

    /// Begins to say this with the next frame; ends what was said before.
    void say(float[] sound) {
        saying = atSpeechLevel(sound);
        said = 0;
    }

    /// Sounds besides what is said, at its own level below −24 dBFS: an echo, a cough, a click.
    void play(float[] sound, double decibelsBelow) {
        besides = telephoneBand(sound.clone());
        scale(besides, SPEECH / Math.pow(10, decibelsBelow / 20) / level(besides, ACTIVE_SHARE));
        besidesAt = 0;
    }

    boolean isSaying() {
        return said < saying.length;
    }

    /// Any sound in the band of a telephone, its active part at the level of speech.
    static float[] atSpeechLevel(float[] sound) {
        var speech = telephoneBand(sound.clone());
        scale(speech, SPEECH / level(speech, ACTIVE_SHARE));
        return speech;
    }

    /// The next 20 ms, µ-law at 8 kHz.
    ///
    /// @param echo 20 ms of what a loudspeaker adds
    byte[] frame(float[] echo) {
        var mixed = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            float sample = noise[noiseAt] + echo[i];
            noiseAt = (noiseAt + 1) % noise.length;
            if (said < saying.length) {
                sample += saying[said++];
            }
            if (besidesAt < besides.length) {
                sample += besides[besidesAt++];
            }
            mixed[i] = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        int count = narrow.resample(mixed, 0, FRAME, narrowed, 0);
        var bytes = new byte[count];
        G711.encodeMuLaw(narrowed, 0, count, bytes, 0);
        return bytes;
    }

    private static void scale(float[] sound, double gain) {
        for (int i = 0; i < sound.length; i++) {
            sound[i] *= (float) gain;
        }
    }

    /// Of the blocks within 20 dB of the loudest if `share` is 100, of all if it is 0.
    private static double level(float[] sound, int share) {
        int blocks = Math.max(1, sound.length / FRAME);
        var powers = new double[blocks];
        double loudest = 0;
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < FRAME && block * FRAME + i < sound.length; i++) {
                double sample = sound[block * FRAME + i];
                powers[block] += sample * sample / FRAME;
            }
            loudest = Math.max(loudest, powers[block]);
        }
        double sum = 0;
        int active = 0;
        for (double power : powers) {
            if (share == 0 || power > loudest / share) {
                sum += power;
                active++;
            }
        }
        return Math.sqrt(sum / Math.max(1, active)) + 1e-6;
    }

    private static float[] telephoneBand(float[] sound) {
        for (double q : new double[] {0.5412, 1.3066}) {
            Biquad.highPass(300, q, Voice.RATE).run(sound);
            Biquad.lowPass(3_400, q, Voice.RATE).run(sound);
        }
        return sound;
    }
}
