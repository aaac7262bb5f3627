package dev.parley.bench.turns;

import dev.parley.bench.voices.Voice;
import java.util.Random;

/// A caller's loudspeaker, room and microphone: what the agent says comes back late and weaker,
/// from the walls again and again.
final class Room {
    /// No loudspeaker: nothing comes back.
    static final Room NONE = new Room(0, 200, 0, new Random(0));

    private static final int SAMPLES_PER_MILLI = Voice.RATE / 1000;
    private static final int REFLECTIONS = 60;

    private final float[] past = new float[2 * Voice.RATE];
    private final int[] delays = new int[1 + REFLECTIONS];
    private final double[] gains = new double[1 + REFLECTIONS];
    private int at;

    /// @param lateMillis how late the echo comes
    /// @param decibelsBelow how much weaker, under the agent's level and a caller's, which are the
    ///   same
    /// @param decayMillis in which the sound of the room falls by 60 dB; 0 for no room
    Room(int lateMillis, double decibelsBelow, int decayMillis, Random random) {
        delays[0] = lateMillis * SAMPLES_PER_MILLI;
        gains[0] = Math.pow(10, -decibelsBelow / 20);
        for (int i = 1; i <= REFLECTIONS && decayMillis > 0; i++) {
            int later = 1 + random.nextInt(decayMillis * SAMPLES_PER_MILLI);
            double fall = 3.0 * later / (decayMillis * SAMPLES_PER_MILLI);
            delays[i] = delays[0] + later;
            gains[i] = gains[0] * 0.35 * Math.pow(10, -fall) * (random.nextBoolean() ? 1 : -1);
        }
    }

    /// What the microphone hears while the agent plays this frame.
    float[] echo(float[] frame) {
        var heard = new float[frame.length];
        for (int i = 0; i < frame.length; i++) {
            past[at] = frame[i];
            double sum = 0;
            for (int tap = 0; tap < delays.length; tap++) {
                sum += gains[tap] * past[Math.floorMod(at - delays[tap], past.length)];
            }
            heard[i] = (float) sum;
            at = (at + 1) % past.length;
        }
        return heard;
    }
}
