package dev.parley.sim.vendor.script;

/// Sound that stands for an utterance of a script ([Hearing.ByTone]): which one is in its pitch,
/// how many words of it in its length. Survives G.711 and resampling.
public final class ToneSpeech {
    private static final int LOWEST = 300;
    private static final int STEP = 50;
    private static final int LEVEL = 9_000;

    private ToneSpeech() {}

    /// The sound of the n-th utterance, from 1.
    public static short[] utterance(int n, int millis, int rate) {
        var samples = new short[(int) ((long) millis * rate / 1_000)];
        double hertz = LOWEST + (double) STEP * n;
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(LEVEL * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    /// Which utterance this is the sound of, by its zero crossings; less than 1 if none.
    public static int number(short[] samples, int rate) {
        int crossings = 0;
        int first = -1;
        int last = -1;
        for (int i = 1; i < samples.length; i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                first = first < 0 ? i : first;
                last = i;
                crossings++;
            }
        }
        if (crossings < 2) {
            return 0;
        }
        double hertz = (crossings - 1.0) * rate / (last - first);
        return (int) Math.round((hertz - LOWEST) / STEP);
    }
}
