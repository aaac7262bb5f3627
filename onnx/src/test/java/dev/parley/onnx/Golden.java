package dev.parley.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// What Pipecat's own code made of some speech; `golden.py` says how.
final class Golden {
    static final int EVERY = 97;
    private static final Path CLIP =
            Path.of("../audio/src/test/resources/dev/parley/audio/vad/golden.wav");
    private static final int HEADER = 44;

    private final short[] sound;
    private final double complete;
    private final double[] features;

    private Golden(short[] sound, double complete, double[] features) {
        this.sound = sound;
        this.complete = complete;
        this.features = features;
    }

    short[] sound() {
        return sound;
    }

    /// How likely the turn is over.
    double complete() {
        return complete;
    }

    /// Every [#EVERY]-th.
    double[] features() {
        return features;
    }

    static List<Golden> all() throws IOException {
        var file = ByteBuffer.wrap(Files.readAllBytes(CLIP)).order(ByteOrder.LITTLE_ENDIAN);
        try (var lines = Objects.requireNonNull(Golden.class.getResourceAsStream("golden.csv"))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> read(line.split(","), file))
                    .toList();
        }
    }

    private static Golden read(String[] values, ByteBuffer file) {
        var sound = new short[Integer.parseInt(values[1])];
        int first = Integer.parseInt(values[0]);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = file.getShort(HEADER + 2 * (first + i));
        }
        return new Golden(
                sound,
                Double.parseDouble(values[2]),
                Arrays.stream(values).skip(3).mapToDouble(Double::parseDouble).toArray());
    }
}
