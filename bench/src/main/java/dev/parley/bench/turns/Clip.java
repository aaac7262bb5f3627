package dev.parley.bench.turns;

import dev.parley.audio.Resampler;
import dev.parley.audio.Wav;
import dev.parley.bench.voices.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;

/// A piece of one speaker's sound at 16 kHz, without the silence around it.
///
/// @param samples from the first to the last sound
@SuppressWarnings("ArrayRecordComponent") // read only, inside this bench
record Clip(short[] samples) {
    private static final int BLOCK = Voice.RATE / 100;

    /// How far under its loudest part a clip may fall and still sound: 33 dB.
    private static final double QUIET = 2_000;

    static Clip spoken(Voice voice, String text, Path folder) {
        return trimmed(voice.speak(text, folder));
    }

    static Clip recorded(Path file) {
        try {
            var wav = Wav.read(file);
            var sound = wav.channel(0);
            if (wav.rate() == Voice.RATE) {
                return trimmed(sound);
            }
            var resampler = new Resampler(wav.rate(), Voice.RATE);
            var wide = new short[resampler.maxOutput(sound.length)];
            int count = resampler.resample(sound, 0, sound.length, wide, 0);
            return trimmed(Arrays.copyOf(wide, count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int millis() {
        return samples.length * 1000 / Voice.RATE;
    }

    /// Cuts off what lies before the first and behind the last sound.
    static Clip trimmed(short[] sound) {
        var powers = new double[sound.length / BLOCK];
        for (int block = 0; block < powers.length; block++) {
            for (int i = 0; i < BLOCK; i++) {
                double sample = sound[block * BLOCK + i];
                powers[block] += sample * sample;
            }
        }
        double least = Arrays.stream(powers).max().orElse(0) / QUIET;
        int first = 0;
        int last = powers.length - 1;
        while (first < last && powers[first] < least) {
            first++;
        }
        while (last > first && powers[last] < least) {
            last--;
        }
        return new Clip(Arrays.copyOfRange(sound, first * BLOCK, (last + 1) * BLOCK));
    }
}
