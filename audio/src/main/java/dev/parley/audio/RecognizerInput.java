package dev.parley.audio;

import java.util.Objects;

/// What a recognizer hears best, made of its own copy of the sound at 16 kHz: steady noise taken
/// out, the talker at -14 dBFS, and in grammar mode a noise of -62 dBFS beneath, without which a
/// soft "six" after digital silence is lost (of ten recorded numbers, six of which begin with it, 4
/// are understood without, 7 with -66 dBFS, 10 with -62, 6 with -50). Never for voice activity or
/// recordings.
///
/// One stream, one thread; no allocation per frame; the same input gives the same output.
public final class RecognizerInput {
    private static final double NOISE_DBFS = -62;
    private static final long SEED = 0x5EED_0F_50C0DEL;

    /// Scales the sum of four uniform numbers in -1…1, nearly Gaussian, whose power is 4/3.
    private static final float NOISE =
            (float) (32768 * Math.pow(10, NOISE_DBFS / 20) / Math.sqrt(4.0 / 3));

    private final NoiseSuppressor suppressor = new NoiseSuppressor();
    private final SpeechGain gain = new SpeechGain();
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
        this.grammar = grammar;
        this.suppresses = suppresses;
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
                sample += NOISE * (uniform() + uniform() + uniform() + uniform());
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

    /// Marsaglia's xorshift, as a number in -1…1.
    private float uniform() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) (random >>> 32) * (1f / (1L << 31));
    }
}
