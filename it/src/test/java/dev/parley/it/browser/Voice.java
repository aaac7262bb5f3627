package dev.parley.it.browser;

import dev.parley.audio.Resampler;
import dev.parley.audio.Wav;
import dev.parley.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Sentences spoken by flite, as the microphone of a test.
final class Voice {
    private static final String FLITE = "flite";

    private Voice() {}

    static void needed() {
        Programs.need(FLITE);
    }

    /// The sentence as samples of this rate.
    static short[] say(Path folder, String text, int rate)
            throws IOException, InterruptedException {
        var file = folder.resolve("said-" + Integer.toHexString(text.hashCode()) + ".wav");
        var result =
                Programs.run(
                        folder,
                        Map.of(),
                        30,
                        List.of(FLITE, "-voice", "slt", "-t", text, "-o", file.toString()));
        if (result.exit() != 0) {
            throw new IOException("flite: " + result.output());
        }
        var wav = Wav.read(file);
        var samples = wav.channel(0);
        var resampler = new Resampler(wav.rate(), rate);
        var out = new short[resampler.maxOutput(samples.length)];
        return Arrays.copyOf(out, resampler.resample(samples, 0, samples.length, out, 0));
    }

    /// A file with that much silence before each sentence.
    static Path file(Path folder, String name, int rate, int silenceMillis, String... sentences)
            throws IOException, InterruptedException {
        var file = folder.resolve(name);
        try (var writer = new WavWriter(file, rate, 1)) {
            for (var sentence : sentences) {
                var silence = new short[rate * silenceMillis / 1000];
                writer.write(silence, 0, silence.length);
                var samples = say(folder, sentence, rate);
                writer.write(samples, 0, samples.length);
            }
        }
        return file;
    }
}
