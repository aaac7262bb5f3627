package dev.parley.sim.rtvi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateChangeTest {
    private static final int LOUD = 10_000;

    @ParameterizedTest
    @CsvSource({"16000,48000", "16000,44100", "16000,8000", "24000,16000", "16000,16000"})
    void a_tone_keeps_its_pitch_its_level_and_its_length(int from, int to) {
        var change = new RateChange(from, to);
        List<Short> out = new ArrayList<>();
        for (int frame = 0; frame < 50; frame++) {
            var samples = new short[from / 50];
            for (int i = 0; i < samples.length; i++) {
                double t = (frame * samples.length + i) / (double) from;
                samples[i] = (short) (LOUD * Math.sin(2 * Math.PI * 1000 * t));
            }
            for (short sample : change.change(samples)) {
                out.add(sample);
            }
        }
        assertThat(out.size()).isCloseTo(to, within(to / 500));
        assertThat(level(out, to, 1000)).isCloseTo(LOUD, within(LOUD * 0.02));
        assertThat(level(out, to, 2700)).isLessThan(LOUD * 0.01);
    }

    /// Amplitude of a frequency, over a middle stretch of whole periods.
    private static double level(List<Short> sound, int rate, double hertz) {
        double sine = 0;
        double cosine = 0;
        int count = rate / 2;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * hertz * i / rate;
            sine += sound.get(rate / 4 + i) * Math.sin(angle);
            cosine += sound.get(rate / 4 + i) * Math.cos(angle);
        }
        return 2 * Math.hypot(sine, cosine) / count;
    }
}
