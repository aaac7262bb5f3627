package dev.parley.audio.vad;

import dev.parley.audio.G711;
import dev.parley.audio.Level;
import dev.parley.audio.Resampler;
import dev.parley.audio.Sounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A caller on a phone line at 16 kHz: the clean utterances of the golden clip in random order with
/// gaps of 0.8 to 3 s, levels drawn within 3 dB, steady noise of a given distance under the speech,
/// through µ-law at 8 kHz. Knows where the utterances are.
final class PhoneLine {
    /// Where an utterance begins and ends, in seconds.
    record Utterance(double from, double to) {}

    private static final double[][] IN_CLIP = {{0.67, 5.17}, {6.24, 9.01}, {10.24, 14.29}};
    private static final int RATE = 16_000;

    final short[] samples;
    final List<Utterance> utterances = new ArrayList<>();

    private PhoneLine(short[] samples) {
        this.samples = samples;
    }

    enum Noise {
        NONE,
        WHITE,
        PINK
    }

    static PhoneLine of(long seed, int count, Noise noise, double snr) throws IOException {
        Random random = new Random(seed);
        short[] clip = GoldenClip.read().samples();
        short[] sound = new short[gap(random)];
        List<Utterance> utterances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] place = IN_CLIP[random.nextInt(IN_CLIP.length)];
            short[] utterance =
                    Arrays.copyOfRange(clip, (int) (place[0] * RATE), (int) (place[1] * RATE));
            double from = (double) sound.length / RATE;
            utterances.add(new Utterance(from, from + place[1] - place[0]));
            sound =
                    Sounds.joined(
                            sound,
                            Sounds.louder(utterance, 6 * random.nextDouble() - 3),
                            new short[gap(random)]);
        }
        double level = Level.dbfs(clip, (int) (0.67 * RATE), 4 * RATE) - snr;
        short[] noisy =
                switch (noise) {
                    case NONE -> sound;
                    case WHITE -> Sounds.sum(sound, Sounds.whiteNoise(seed, level, sound.length));
                    case PINK -> Sounds.sum(sound, Sounds.pinkNoise(seed, level, sound.length));
                };
        PhoneLine line = new PhoneLine(resampled(8000, RATE, phone(noisy)));
        line.utterances.addAll(utterances);
        return line;
    }

    /// The line as the carrier hears it, at 8 kHz.
    short[] narrow() {
        return resampled(RATE, 8000, samples);
    }

    double gapSeconds() {
        double speech = 0;
        for (Utterance utterance : utterances) {
            speech += utterance.to - utterance.from;
        }
        return (double) samples.length / RATE - speech;
    }

    private static int gap(Random random) {
        return (int) ((0.8 + 2.2 * random.nextDouble()) * RATE);
    }

    private static short[] phone(short[] wide) {
        short[] narrow = resampled(RATE, 8000, wide);
        byte[] codes = new byte[narrow.length];
        G711.encodeMuLaw(narrow, 0, narrow.length, codes, 0);
        G711.decodeMuLaw(codes, 0, codes.length, narrow, 0);
        return narrow;
    }

    private static short[] resampled(int from, int to, short[] in) {
        Resampler resampler = new Resampler(from, to);
        short[] out = new short[resampler.maxOutput(in.length)];
        return Arrays.copyOf(out, resampler.resample(in, 0, in.length, out, 0));
    }
}
