package dev.parley.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvSource({
        "8000, 16000, 76",
        "16000, 8000, 80",
        "24000, 8000, 80",
        "8000, 24000, 76",
        "48000, 8000, 80",
        "8000, 48000, 76",
        "24000, 16000, 80",
        "48000, 16000, 80",
        "16000, 24000, 76",
        "22050, 8000, 80",
        "22050, 16000, 80",
        "44100, 16000, 80",
        "8000, 8000, 80"
    })
    void speech_tones_stay_clean(int from, int to, double leastSinad) {
        for (double frequency : new double[] {300, 1000, 3000}) {
            short[] out = resampled(from, to, Sounds.sine(from, frequency, -6, from));
            assertThat(sinad(out, to, frequency))
                    .as("%d → %d at %.0f Hz", from, to, frequency)
                    .isGreaterThan(leastSinad);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 16000",
        "16000, 8000",
        "48000, 8000",
        "22050, 8000",
        "22050, 16000",
        "24000, 16000"
    })
    void tones_keep_their_level(int from, int to) {
        for (double frequency : new double[] {100, 1000, 2800}) {
            short[] out = resampled(from, to, Sounds.sine(from, frequency, -12, from));
            double level = Level.dbfs(out, out.length / 4, out.length / 2);
            assertThat(level).as("at %.0f Hz", frequency).isBetween(-12.1, -11.9);
        }
        short[] edge = resampled(from, to, Sounds.sine(from, 3400, -12, from));
        assertThat(Level.dbfs(edge, edge.length / 4, edge.length / 2)).isGreaterThan(-14);
    }

    @ParameterizedTest
    @CsvSource({"16000, 8000", "24000, 8000", "48000, 8000", "22050, 8000"})
    void what_the_lower_rate_cannot_carry_is_gone(int from, int to) {
        for (double frequency : new double[] {4700, 5500, 7000}) {
            short[] out = resampled(from, to, Sounds.sine(from, frequency, -6, from));
            double alias = Level.dbfs(out, out.length / 4, out.length / 2) + 6;
            assertThat(alias).as("%d → %d, %.0f Hz", from, to, frequency).isLessThan(-72);
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "22050, 8000", "8000, 44100", "16000, 16000"})
    void chunks_of_any_size_give_the_same_sound(int from, int to) {
        short[] in = Sounds.whiteNoise(3, -20, 20_000);
        short[] whole = resampled(from, to, in);
        Random random = new Random(4);
        for (int round = 0; round < 20; round++) {
            Resampler resampler = new Resampler(from, to);
            short[] out = new short[resampler.maxOutput(in.length)];
            int written = 0;
            for (int at = 0; at < in.length; ) {
                int count = Math.min(random.nextInt(1 + random.nextInt(1500)), in.length - at);
                int most = resampler.maxOutput(count);
                int got = resampler.resample(in, at, count, out, written);
                assertThat(got).isLessThanOrEqualTo(most);
                written += got;
                at += count;
                if (written + resampler.maxOutput(1500) > out.length) {
                    out = Arrays.copyOf(out, out.length + 10_000);
                }
            }
            assertThat(Arrays.copyOf(out, written)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "22050, 8000", "48000, 8000", "8000, 44100"})
    void twenty_seconds_stay_twenty_seconds(int from, int to) {
        assertThat(resampled(from, to, new short[20 * from])).hasSize(20 * to);
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "22050, 8000", "24000, 16000", "8000, 8000"})
    void a_click_comes_out_later_by_the_delay_it_declares(int from, int to) {
        short[] in = new short[from];
        in[from / 2] = 20_000;
        short[] out = resampled(from, to, in);
        int loudest = 0;
        for (int i = 0; i < out.length; i++) {
            loudest = Math.abs(out[i]) > Math.abs(out[loudest]) ? i : loudest;
        }
        assertThat(loudest - to / 2)
                .isBetween(
                        new Resampler(from, to).delaySamples() - 1,
                        new Resampler(from, to).delaySamples() + 1);
    }

    @Test
    void after_reset_the_stream_begins_anew() {
        Resampler resampler = new Resampler(22050, 8000);
        short[] in = Sounds.whiteNoise(5, -20, 1001);
        short[] first = new short[resampler.maxOutput(in.length)];
        short[] second = new short[first.length];
        int written = resampler.resample(in, 0, in.length, first, 0);
        resampler.reset();
        assertThat(resampler.resample(in, 0, in.length, second, 0)).isEqualTo(written);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void the_loudest_sound_is_clipped_and_does_not_wrap_around() {
        short[] square = new short[8000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 20 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = resampled(8000, 16000, square);
        for (int i = 1; i < out.length; i++) {
            assertThat(Math.abs(out[i] - out[i - 1])).isLessThan(50_000);
        }
        assertThat(out).contains(Short.MAX_VALUE);
    }

    @Test
    void refuses_what_it_cannot_do() {
        assertThatThrownBy(() -> new Resampler(0, 8000)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new Resampler(44_099, 48_001))
                .hasMessageContaining("common divisor");
        assertThatThrownBy(() ->
                        new Resampler(8000, 16000)
                                .resample(new short[160], 0, 160, new short[319], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static short[] resampled(int from, int to, short[] in) {
        Resampler resampler = new Resampler(from, to);
        short[] out = new short[resampler.maxOutput(in.length)];
        return Arrays.copyOf(out, resampler.resample(in, 0, in.length, out, 0));
    }

    /// Power of the fitted sine against all the rest, in dB, over the middle of the sound.
    private static double sinad(short[] samples, int rate, double frequency) {
        int from = samples.length / 4;
        int count = rate / 2; // whole periods of every frequency that is a multiple of 2 Hz
        double sine = 0;
        double cosine = 0;
        double power = 0;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * frequency * i / rate;
            double sample = samples[from + i];
            sine += sample * Math.sin(angle);
            cosine += sample * Math.cos(angle);
            power += sample * sample;
        }
        double tone = (sine * sine + cosine * cosine) * 2 / count;
        return 10 * Math.log10(tone / (power - tone));
    }
}
