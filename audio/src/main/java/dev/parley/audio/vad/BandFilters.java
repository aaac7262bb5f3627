package dev.parley.audio.vad;

import java.util.Arrays;

/// Splits 20 ms of sound at 8 kHz into six bands, from 80 Hz to 4 kHz, and says how strong each is:
/// the filter bank of WebRTC's detector of speech, in its fixed-point arithmetic. A tree of halving
/// filters, each a pair of all-passes, so that a band costs half of the one above it.
///
/// One stream, one thread; no allocation after construction.
final class BandFilters {
    static final int BANDS = 6;

    /// Samples of 20 ms at 8 kHz.
    static final int FRAME = 160;

    /// Total energies up to this are silence.
    static final int LEAST_ENERGY = 10;

    private static final int UPPER = 20_972; // Q15
    private static final int LOWER = 5_571;

    /// The high pass at 80 Hz, Q14.
    private static final int[] ZEROS = {6_631, -13_262, 6_631};

    private static final int[] POLES = {16_384, -7_756, 5_620};

    /// What is added for the different widths of the bands, Q4.
    private static final int[] OFFSETS = {368, 368, 272, 176, 176, 176};

    private static final int LOG_2 = 24_660; // 160 · log10(2), Q9
    private static final int WHOLE = 14_336; // 14, Q10

    private final int[] strengths = new int[BANDS];
    private final short[] upper = new short[5];
    private final short[] lower = new short[5];
    private final short[] rumble = new short[4];
    private final short[] high = new short[FRAME / 2];
    private final short[] low = new short[FRAME / 2];
    private final short[] high2 = new short[FRAME / 4];
    private final short[] low2 = new short[FRAME / 4];
    private final short[] high3 = new short[FRAME / 8];
    private final short[] low3 = new short[FRAME / 8];
    private final short[] high4 = new short[FRAME / 16];
    private final short[] low4 = new short[FRAME / 16];
    private int total;

    /// Takes the next frame of [#FRAME] samples.
    void frame(short[] samples) {
        total = 0;
        split(samples, 0, high, low); // at 2 kHz
        split(high, 1, high2, low2); // at 3 kHz
        strength(high2, 5);
        strength(low2, 4);
        split(low, 2, high2, low2); // at 1 kHz
        strength(high2, 3);
        split(low2, 3, high3, low3); // at 500 Hz
        strength(high3, 2);
        split(low3, 4, high4, low4); // at 250 Hz
        strength(high4, 1);
        withoutRumble(low4);
        strength(low4, 0);
    }

    /// How strong each band is, a sixteenth of a tenth of a decibel; the lowest first.
    int[] strengths() {
        return strengths;
    }

    /// A lower bound of the energy of the frame: exact only while it is small.
    int total() {
        return total;
    }

    void reset() {
        Arrays.fill(upper, (short) 0);
        Arrays.fill(lower, (short) 0);
        Arrays.fill(rumble, (short) 0);
    }

    private void split(short[] in, int stage, short[] above, short[] below) {
        upper[stage] = allPass(in, 0, UPPER, upper[stage], above);
        lower[stage] = allPass(in, 1, LOWER, lower[stage], below);
        for (int i = 0; i < above.length; i++) {
            int even = above[i];
            above[i] = (short) (even - below[i]);
            below[i] = (short) (even + below[i]);
        }
    }

    /// Every second sample, from the first or the second on; gives back the new state.
    private static short allPass(short[] in, int from, int coefficient, short state, short[] out) {
        int held = state << 16;
        for (int i = 0; i < out.length; i++) {
            int sample = in[from + 2 * i];
            short passed = (short) ((held + coefficient * sample) >> 16);
            out[i] = passed;
            held = ((sample << 14) - coefficient * passed) * 2;
        }
        return (short) (held >> 16);
    }

    private void withoutRumble(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            int now = ZEROS[0] * samples[i] + ZEROS[1] * rumble[0] + ZEROS[2] * rumble[1];
            rumble[1] = rumble[0];
            rumble[0] = samples[i];
            now -= POLES[1] * rumble[2] + POLES[2] * rumble[3];
            rumble[3] = rumble[2];
            rumble[2] = (short) (now >> 14);
            samples[i] = rumble[2];
        }
    }

    private void strength(short[] samples, int band) {
        int shift = shift(samples);
        int energy = 0;
        for (short sample : samples) {
            energy += (sample * sample) >> shift;
        }
        if (energy == 0) {
            strengths[band] = OFFSETS[band];
            return;
        }
        int toMantissa = 17 - Integer.numberOfLeadingZeros(energy);
        int mantissa = toMantissa < 0 ? energy << -toMantissa : energy >>> toMantissa;
        int shifts = shift + toMantissa;
        int doublings = WHOLE + ((mantissa & 0x3FFF) >> 4);
        int decibels = (short) (((LOG_2 * doublings) >> 19) + ((shifts * LOG_2) >> 9));
        strengths[band] = Math.max(0, decibels) + OFFSETS[band];
        if (total <= LEAST_ENERGY) {
            total += shifts >= 0 ? LEAST_ENERGY + 1 : mantissa >>> -shifts;
        }
    }

    /// By how much each square is shifted so that their sum has room.
    private static int shift(short[] samples) {
        int most = 0;
        for (short sample : samples) {
            most = Math.max(most, (short) Math.abs(sample));
        }
        if (most == 0) {
            return 0;
        }
        int room = Integer.numberOfLeadingZeros(most * most) - 1;
        int bits = 32 - Integer.numberOfLeadingZeros(samples.length);
        return Math.max(0, bits - room);
    }
}
