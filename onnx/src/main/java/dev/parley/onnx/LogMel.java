package dev.parley.onnx;

/// The features of Whisper for the last eight seconds of sound: 80 mel bands of a 25 ms window
/// every 10 ms, as logarithms. Follows `WhisperFeatureExtractor` of Hugging Face Transformers with
/// `chunk_length=8` and `do_normalize=True`, as Pipecat's Smart Turn v3 has it
/// (`pipecat/audio/turn/smart_turn/_whisper_features.py`, 1.14.0): shorter sound is padded with
/// zeros in front, then everything is brought to mean 0 and variance 1.
///
/// Immutable, any thread.
final class LogMel {
    static final int RATE = 16_000;
    static final int SAMPLES = 8 * RATE;
    static final int BANDS = 80;
    static final int FRAMES = SAMPLES / 160;

    private static final int WINDOW = 400;
    private static final int HOP = 160;
    private static final int PAD = WINDOW / 2;
    private static final int BINS = WINDOW / 2 + 1;
    private static final double LEAST_VARIANCE = 1e-7;
    private static final double LEAST_POWER = 1e-10;

    /// So many powers of ten below the loudest point everything is silence.
    private static final double RANGE = 8;

    private final double[] window = new double[WINDOW];
    private final MelFilters filters = new MelFilters(BANDS, BINS, RATE);
    private final Fourier fourier = new Fourier(WINDOW);

    LogMel() {
        for (int i = 0; i < WINDOW; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
        }
    }

    /// @param samples at most [#SAMPLES]; of more, the last count
    /// @return band after band, [#FRAMES] values each, roughly from -1 to 1
    float[] of(short[] samples) {
        var sound = normalized(samples);
        var features = new float[BANDS * FRAMES];
        var frame = new double[WINDOW];
        var power = new double[BINS];
        var bands = new double[BANDS];
        double loudest = Double.NEGATIVE_INFINITY;
        for (int at = 0; at < FRAMES; at++) {
            int start = at * HOP - PAD;
            for (int i = 0; i < WINDOW; i++) {
                frame[i] = sound[mirrored(start + i)] * window[i];
            }
            fourier.power(frame, power);
            filters.apply(power, bands);
            for (int band = 0; band < BANDS; band++) {
                double value = Math.log10(Math.max(LEAST_POWER, bands[band]));
                loudest = Math.max(loudest, value);
                features[band * FRAMES + at] = (float) value;
            }
        }
        double least = loudest - RANGE;
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) ((Math.max(features[i], least) + 4) / 4);
        }
        return features;
    }

    /// Sound goes on as its own mirror image before its beginning and after its end.
    private static int mirrored(int index) {
        int at = Math.abs(index);
        return at < SAMPLES ? at : 2 * (SAMPLES - 1) - at;
    }

    private static double[] normalized(short[] samples) {
        var sound = new double[SAMPLES];
        int count = Math.min(samples.length, SAMPLES);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double sample = samples[samples.length - count + i] / 32_768.0;
            sound[SAMPLES - count + i] = sample;
            sum += sample;
        }
        double mean = sum / SAMPLES;
        double squares = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sound[i] -= mean;
            squares += sound[i] * sound[i];
        }
        double scale = 1 / Math.sqrt(squares / SAMPLES + LEAST_VARIANCE);
        for (int i = 0; i < SAMPLES; i++) {
            sound[i] *= scale;
        }
        return sound;
    }
}
