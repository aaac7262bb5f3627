package dev.parley.sim.rtvi;

import java.util.Arrays;

/// Changes the rate of a stream of samples by a windowed sinc of 16 zero crossings a side, one set
/// of taps for each phase. Not thread-safe; the simulator's own.
final class RateChange {
    private static final int CROSSINGS = 16;

    private final int up;
    private final int down;
    private final int reach;
    private final float[][] taps;
    private short[] history;
    private long position;

    /// @param from samples a second that come
    /// @param to samples a second that leave
    RateChange(int from, int to) {
        int common = gcd(from, to);
        this.up = to / common;
        this.down = from / common;
        double cutoff = Math.min(1, (double) to / from) * 0.95;
        this.reach = (int) Math.ceil(CROSSINGS / cutoff);
        this.taps = new float[up][2 * reach];
        for (int phase = 0; phase < up; phase++) {
            for (int tap = 0; tap < 2 * reach; tap++) {
                double distance = (tap - reach + 1 - (double) phase / up) * cutoff;
                taps[phase][tap] = (float) (cutoff * sinc(distance) * window(distance));
            }
        }
        this.history = new short[2 * reach];
    }

    /// What these samples add to the other side, delayed by the filter's reach.
    short[] change(short[] samples) {
        if (up == down) {
            return samples.clone();
        }
        var all = Arrays.copyOf(history, history.length + samples.length);
        System.arraycopy(samples, 0, all, history.length, samples.length);
        long limit = (long) samples.length * up;
        var out = new short[(int) Math.max(0, (limit - position + down - 1) / down)];
        for (int i = 0; i < out.length; i++, position += down) {
            int first = (int) (position / up);
            var set = taps[(int) (position % up)];
            float sum = 0;
            for (int tap = 0; tap < set.length; tap++) {
                sum += all[first + tap] * set[tap];
            }
            out[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        position -= limit;
        history = Arrays.copyOfRange(all, samples.length, all.length);
        return out;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /// Hann's window over the crossings.
    private static double window(double x) {
        return Math.abs(x) >= CROSSINGS ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x / CROSSINGS);
    }

    private static int gcd(int one, int other) {
        return other == 0 ? one : gcd(other, one % other);
    }
}
