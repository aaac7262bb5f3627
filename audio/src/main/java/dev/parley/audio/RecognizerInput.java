package dev.parley.audio;

import java.util.Objects;

/// What a recognizer hears best, made of its own copy of the sound at 16 kHz: steady noise taken
/// out, the talker at -14 dBFS, and in grammar mode a noise of -85 dBFS beneath, so that no sound
/// is digital silence. Never for voice activity or recordings.
///
/// Whoever hears no answer in it adds noise to -62 dBFS and hears again: then a soft "six" after
/// digital silence is found (of ten recorded numbers, six of which begin with it, 4 are understood
/// without noise, 7 with -66 dBFS, 10 with -62, 6 with -50). At once it would cost more than it
/// brings: in the band of a telephone 79 % of ten-digit numbers are understood with -62 dBFS and 97
/// to 100 % with -75 or less (`bench/hearing.md`). On a noisy line more than -85 would cost too:
/// what is left of its own noise is enough.
///
/// One stream, one thread; no allocation per frame; the same input gives the same output.
public final class RecognizerInput {
    private static final double NOISE_DBFS = -85;
    private static final double MORE_NOISE_DBFS = -62;
    private static final long SEED = 0x5EED_0F_50C0DEL;

    private static final float NOISE = scale(NOISE_DBFS);
    private static final float MORE_NOISE = scale(MORE_NOISE_DBFS);

    private final NoiseSuppressor suppressor;
    private final SpeechGain gain;
    private final boolean suppresses;
    private boolean grammar;
    private long random = SEED;

    /// With noise suppression.
    ///
    /// @param grammar whether the recognizer listens by a grammar
    public RecognizerInput(boolean grammar) {
        this(grammar, true);
    }

    /// @param grammar whether the recognizer listens by a grammar
    /// @param suppresses whether steady noise is taken out
    public RecognizerInput(boolean grammar, boolean suppresses) {
        this(grammar, suppresses, new NoiseSuppressor(), new SpeechGain());
    }

    private RecognizerInput(
            boolean grammar, boolean suppresses, NoiseSuppressor suppressor, SpeechGain gain) {
        this.grammar = grammar;
        this.suppresses = suppresses;
        this.suppressor = suppressor;
        this.gain = gain;
    }

    /// For the same utterance from its beginning, with another gain against noise, knowing the
    /// caller's level and the noise as they are known by now. What it learns stays its own.
    public RecognizerInput again(NoiseSuppressor.Gain other) {
        return new RecognizerInput(grammar, suppresses, suppressor.knowing(other), gain.again());
    }

    /// Whether noise is taken out and the talker is less than this far above it.
    public boolean isNoisy(double decibels) {
        return suppresses && suppressor.speechAboveNoiseDb() < decibels;
    }

    /// Begins the next utterance of the same caller: the level and the noise learned so far stay.
    ///
    /// @param grammar whether the recognizer listens by a grammar
    public void begin(boolean grammar) {
        this.grammar = grammar;
        random = SEED;
        suppressor.restart();
    }

    /// Prepares the samples in place.
    public void process(short[] inOut, int off, int count) {
        Objects.checkFromIndexSize(off, count, inOut.length);
        if (suppresses) {
            suppressor.process(inOut, off, count);
        }
        for (int i = off; i < off + count; i++) {
            float sample = gain.next(inOut[i]);
            if (grammar) {
                random = following(random);
                sample += NOISE * gaussian(random);
            }
            inOut[i] = (short) Math.clamp(Math.rint(sample), Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }

    /// How much later the sound leaves, in samples.
    public int delaySamples() {
        return suppresses ? NoiseSuppressor.DELAY : 0;
    }

    /// How much louder the talker is made now, in dB.
    public double gainDb() {
        return gain.gainDb();
    }

    /// Adds the noise of a second hearing to prepared samples, in place; the same for the same
    /// place.
    public static void addNoise(short[] inOut, int off, int count) {
        Objects.checkFromIndexSize(off, count, inOut.length);
        long state = SEED;
        for (int i = off; i < off + count; i++) {
            state = following(state);
            float sample = inOut[i] + MORE_NOISE * gaussian(state);
            inOut[i] = (short) Math.clamp(Math.rint(sample), Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }

    /// For the sum of four uniform numbers in -1…1, whose power is 4/3.
    private static float scale(double dbfs) {
        return (float) (32768 * Math.pow(10, dbfs / 20) / Math.sqrt(4.0 / 3));
    }

    /// Marsaglia's xorshift.
    private static long following(long state) {
        long next = state;
        next ^= next << 13;
        next ^= next >>> 7;
        next ^= next << 17;
        return next;
    }

    /// Nearly Gaussian: the sum of the four quarters of 64 random bits, each as a number in -1…1.
    private static float gaussian(long bits) {
        int sum = (short) bits + (short) (bits >> 16) + (short) (bits >> 32) + (short) (bits >> 48);
        return sum * (1f / Short.MAX_VALUE);
    }
}
