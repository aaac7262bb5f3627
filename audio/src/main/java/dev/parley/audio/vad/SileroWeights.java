package dev.parley.audio.vad;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/// The weights of Silero VAD v6 at 16 kHz, read once from the half-precision resource (see
/// silero16k.NOTICE for the order in the file) and shared by all calls.
///
/// Only the taps that can meet a step that is not padding are kept: the last two of the third
/// convolution, the middle one of the fourth. Rows are [tap][in], so that a step and its neighbours
/// lie in memory as the row vector.
record SileroWeights(
        Dense first, Dense second, Dense third, Dense fourth, Dense lstm, Dense output) {
    private static final String RESOURCE = "silero16k.f16";
    private static final int NUMBERS = 243_073;

    static SileroWeights shared() {
        return Loaded.WEIGHTS;
    }

    private static final class Loaded {
        private static final SileroWeights WEIGHTS = load();
    }

    private static SileroWeights load() {
        ShortBuffer file = ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        Dense first = convolution(file, 129, 128, 0, 3);
        Dense second = convolution(file, 128, 64, 0, 3);
        Dense third = convolution(file, 64, 64, 1, 3);
        Dense fourth = convolution(file, 64, 128, 1, 2);
        Dense lstm = layer(file, 2 * 128, 512); // input weights, then recurrent weights
        Dense output = layer(file, 128, 1);
        return new SileroWeights(first, second, third, fourth, lstm, output);
    }

    private static Dense layer(ShortBuffer file, int inputs, int outputs) {
        float[][] rows = new float[inputs][];
        for (int input = 0; input < inputs; input++) {
            rows[input] = numbers(file, outputs);
        }
        return new Dense(rows, numbers(file, outputs));
    }

    private static Dense convolution(
            ShortBuffer file, int inputs, int outputs, int fromTap, int toTap) {
        float[][] rows = new float[(toTap - fromTap) * inputs][];
        for (int input = 0; input < inputs; input++) {
            for (int tap = 0; tap < 3; tap++) {
                float[] row = numbers(file, outputs);
                if (tap >= fromTap && tap < toTap) {
                    rows[(tap - fromTap) * inputs + input] = row;
                }
            }
        }
        return new Dense(rows, numbers(file, outputs));
    }

    private static float[] numbers(ShortBuffer file, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = Float.float16ToFloat(file.get());
        }
        return numbers;
    }

    private static byte[] bytes() {
        try (InputStream in = SileroWeights.class.getResourceAsStream(RESOURCE)) {
            byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
            if (bytes.length != 2 * NUMBERS) {
                throw new IllegalStateException(
                        "expected %d bytes of voice activity weights in the resource %s, got %d; the jar of the audio module is damaged"
                                .formatted(2 * NUMBERS, RESOURCE, bytes.length));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
