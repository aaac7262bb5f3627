package dev.parley.it.serve;

import dev.parley.audio.Resampler;
import dev.parley.audio.Wav;
import dev.parley.sim.twilio.MuLaw;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;

/// Somebody who speaks, for callers of whom only the sound matters.
final class SomeoneSpeaking {
    private SomeoneSpeaking() {}

    /// µ-law, 8000 a second.
    static byte[] muLaw() throws IOException {
        try (var clip = SomeoneSpeaking.class.getResourceAsStream("/voice.wav")) {
            var file = Files.createTempFile("voice", ".wav");
            Files.write(file, clip.readAllBytes());
            var wav = Wav.read(file);
            Files.delete(file);
            var wide = wav.channel(0);
            var resampler = new Resampler(wav.rate(), 8000);
            var narrow = new short[resampler.maxOutput(wide.length)];
            int count = resampler.resample(wide, 0, wide.length, narrow, 0);
            return MuLaw.encode(Arrays.copyOf(narrow, count));
        }
    }
}
