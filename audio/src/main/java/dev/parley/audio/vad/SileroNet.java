package dev.parley.audio.vad;

import dev.parley.audio.Fft;
import java.util.Arrays;

/// The forward pass of Silero VAD v6 for 16 kHz: how likely each frame of 512 samples holds speech.
///
/// 64 samples of the past and the frame, mirrored by 64 at the end; the magnitudes of four Hann
/// windows of 256; four convolutions over time; one LSTM cell; a sigmoid. One stream, one thread;
/// no allocation per frame.
final class SileroNet {
    static final int FRAME = 512;
    private static final int CONTEXT = 64;
    private static final int WINDOW = 256;
    private static final int HOP = 128;
    private static final int STEPS = 4;
    private static final int BINS = 129;
    private static final int WIDE = 128;
    private static final int NARROW = 64;

    private static final Fft FFT = new Fft(WINDOW);
    private static final float[] HANN = hann();

    private final SileroWeights weights = SileroWeights.shared();

    private final float[] sound = new float[CONTEXT + FRAME + CONTEXT];
    private final float[] real = new float[WINDOW];
    private final float[] imaginary = new float[WINDOW];
    private final float[] spectrum = new float[STEPS * BINS];
    private final float[] wideStep = new float[WIDE];
    private final float[] wide = new float[STEPS * WIDE];
    private final float[] narrowStep = new float[NARROW];
    private final float[] narrow = new float[2 * NARROW];

    /// What the LSTM cell sees: the frame's features, then its own last output.
    private final float[] featuresAndHidden = new float[2 * WIDE];

    private final float[] gates = new float[4 * WIDE];
    private final float[] cell = new float[WIDE];
    private final float[] output = new float[1];

    /// The probability of speech in this frame, given the frames before it.
    float probability(short[] frame) {
        load(frame);
        spectra(0);
        spectra(2);
        convolve();
        remember();
        for (int i = 0; i < WIDE; i++) {
            wideStep[i] = Math.max(0, featuresAndHidden[WIDE + i]);
        }
        weights.output().multiply(wideStep, 0, 0, WIDE, output);
        return (float) sigmoid(output[0]);
    }

    /// Lets the frame pass unheard: only its last 64 samples are kept, the state stays as it is.
    void skip(short[] frame) {
        for (int i = 0; i < CONTEXT; i++) {
            sound[FRAME + i] = scaled(frame[FRAME - CONTEXT + i]);
        }
    }

    /// Forgets everything: the next frame begins a stream.
    void reset() {
        Arrays.fill(sound, 0);
        Arrays.fill(featuresAndHidden, 0);
        Arrays.fill(cell, 0);
    }

    private void load(short[] frame) {
        System.arraycopy(sound, FRAME, sound, 0, CONTEXT);
        for (int i = 0; i < FRAME; i++) {
            sound[CONTEXT + i] = scaled(frame[i]);
        }
        int end = CONTEXT + FRAME;
        for (int i = 0; i < CONTEXT; i++) {
            sound[end + i] = sound[end - 2 - i];
        }
    }

    /// Two windows at once: one as the real, one as the imaginary part.
    private void spectra(int step) {
        int first = step * HOP;
        for (int i = 0; i < WINDOW; i++) {
            real[i] = sound[first + i] * HANN[i];
            imaginary[i] = sound[first + HOP + i] * HANN[i];
        }
        FFT.forward(real, imaginary);
        int out = step * BINS;
        for (int k = 0; k < BINS; k++) {
            int mirror = (WINDOW - k) & (WINDOW - 1);
            float evenReal = real[k] + real[mirror];
            float oddReal = real[k] - real[mirror];
            float evenImaginary = imaginary[k] + imaginary[mirror];
            float oddImaginary = imaginary[k] - imaginary[mirror];
            spectrum[out + k] = magnitude(evenReal, oddImaginary);
            spectrum[out + BINS + k] = magnitude(evenImaginary, oddReal);
        }
    }

    private void convolve() {
        for (int step = 0; step < STEPS; step++) {
            int from = Math.max(0, step - 1); // before the first and after the last step lie zeros
            int to = Math.min(STEPS, step + 2);
            int row = (from - (step - 1)) * BINS;
            weights.first()
                    .multiply(spectrum, from * BINS, row, row + (to - from) * BINS, wideStep);
            keepPositive(wideStep, wide, step * WIDE);
        }
        weights.second().multiply(wide, 0, WIDE, 3 * WIDE, narrowStep);
        keepPositive(narrowStep, narrow, 0);
        weights.second().multiply(wide, WIDE, 0, 3 * WIDE, narrowStep);
        keepPositive(narrowStep, narrow, NARROW);
        weights.third().multiply(narrow, 0, 0, 2 * NARROW, narrowStep);
        keepPositive(narrowStep, narrow, 0);
        weights.fourth().multiply(narrow, 0, 0, NARROW, wideStep);
        keepPositive(wideStep, featuresAndHidden, 0);
    }

    /// The LSTM cell; gates in the order input, forget, cell, output.
    private void remember() {
        weights.lstm().multiply(featuresAndHidden, 0, 0, 2 * WIDE, gates);
        for (int i = 0; i < WIDE; i++) {
            double taken = sigmoid(gates[i]) * tanh(gates[2 * WIDE + i]);
            double kept = sigmoid(gates[WIDE + i]) * cell[i];
            cell[i] = (float) (kept + taken);
            featuresAndHidden[WIDE + i] = (float) (sigmoid(gates[3 * WIDE + i]) * tanh(cell[i]));
        }
    }

    private static void keepPositive(float[] step, float[] out, int outOffset) {
        for (int i = 0; i < step.length; i++) {
            out[outOffset + i] = Math.max(0, step[i]);
        }
    }

    private static float scaled(short sample) {
        return sample * (1f / 32768);
    }

    private static float magnitude(float twiceReal, float twiceImaginary) {
        return 0.5f * (float) Math.sqrt(twiceReal * twiceReal + twiceImaginary * twiceImaginary);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double tanh(double x) {
        return 2 / (1 + Math.exp(-2 * x)) - 1;
    }

    private static float[] hann() {
        float[] window = new float[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW));
        }
        return window;
    }
}
