package dev.parley.audio;

import java.time.Duration;

/// Sounds made from nothing. Any thread.
public final class Tone {
    private static final double PITCH = 440;
    private static final double AMPLITUDE = 32768 * Math.sqrt(2) * Math.pow(10, -20 / 20.0);
    private static final Duration EDGE = Duration.ofMillis(20);

    private Tone() {}

    /// A 440 Hz tone at -20 dBFS with soft edges of 20 ms: what an agent without a voice says.
    ///
    /// @param rate samples a second, above 2000
    /// @throws IllegalArgumentException if the rate cannot carry the tone or the length is negative
    public static short[] sentence(int rate, Duration length) {
        if (rate < 2000 || length.isNegative()) {
            throw new IllegalArgumentException(
                    "expected a rate of at least 2000 and a length of 0 or more, got rate %d, length %s"
                            .formatted(rate, length));
        }
        short[] samples = new short[Math.toIntExact(length.toMillis() * rate / 1000)];
        int edge = Math.min(samples.length / 2, (int) (EDGE.toMillis() * rate / 1000));
        for (int i = 0; i < samples.length; i++) {
            double sine = Math.sin(2 * Math.PI * PITCH * i / rate);
            int fromEdge = Math.min(i, samples.length - 1 - i);
            samples[i] = (short) Math.round(AMPLITUDE * sine * loudness(fromEdge, edge));
        }
        return samples;
    }

    private static double loudness(int fromEdge, int edge) {
        return fromEdge >= edge ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * fromEdge / edge);
    }
}
