package dev.parley.audio.vad;

import dev.parley.audio.Wav;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// A synthetic voice of 30.8 s at 16 kHz, noise in the second half, and the probability of speech
/// that the reference runtime gave for each frame of 512 samples.
record GoldenClip(List<Float> probabilities, Wav wav) {
    static GoldenClip read() throws IOException {
        List<Float> probabilities =
                Files.readAllLines(path("golden.csv")).stream()
                        .skip(1)
                        .map(line -> Float.parseFloat(line.substring(line.indexOf(',') + 1)))
                        .toList();
        return new GoldenClip(probabilities, Wav.read(path("golden.wav")));
    }

    short[] samples() {
        return wav.channel(0);
    }

    private static Path path(String name) {
        URL url = Objects.requireNonNull(GoldenClip.class.getResource(name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
