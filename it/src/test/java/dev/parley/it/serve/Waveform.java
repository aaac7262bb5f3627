package dev.parley.it.serve;

import dev.parley.audio.Wav;
import java.util.ArrayList;
import java.util.List;

/// Reads a recording as an eye would: where the wave form of each side is louder than -52 dBFS in 5
/// ms, pauses below 100 ms left out. Milliseconds.
record Waveform(List<Stretch> caller, List<Stretch> agent) {
    private static final double LOUD = 32768 * Math.pow(10, -52 / 20.0);
    private static final long PAUSE = 100;

    record Stretch(long from, long to) {}

    static Waveform of(Wav wav) {
        return new Waveform(
                stretches(wav.channel(0), wav.rate()), stretches(wav.channel(1), wav.rate()));
    }

    /// The silence before the first sound of the agent at or after `answer`, back to the caller's
    /// last sound.
    long gapBefore(long answer) {
        long began =
                agent.stream()
                        .mapToLong(Stretch::from)
                        .filter(from -> from >= answer)
                        .findFirst()
                        .orElseThrow();
        return began
                - caller.stream()
                        .mapToLong(Stretch::to)
                        .filter(to -> to <= began)
                        .max()
                        .orElseThrow();
    }

    private static List<Stretch> stretches(short[] samples, int rate) {
        List<Stretch> stretches = new ArrayList<>();
        int step = rate / 200;
        for (int at = 0; at + step <= samples.length; at += step) {
            double power = 0;
            for (int i = at; i < at + step; i++) {
                power += (double) samples[i] * samples[i] / step;
            }
            long millis = at * 1000L / rate;
            if (power > LOUD * LOUD) {
                boolean goesOn = !stretches.isEmpty() && millis - stretches.getLast().to < PAUSE;
                long from = goesOn ? stretches.removeLast().from : millis;
                stretches.add(new Stretch(from, millis + 5));
            }
        }
        return stretches;
    }
}
