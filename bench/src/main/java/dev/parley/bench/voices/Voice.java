package dev.parley.bench.voices;

import dev.parley.audio.Wav;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.local.FreeTtsSettings;
import dev.parley.providers.local.FreeTtsVoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A voice that plays the caller: one of this machine, or a recorded person; 16 kHz, as it comes.
///
/// @param judge whether it judges only: nothing was ever tuned on it
/// @param person null for a voice of this machine
public record Voice(String name, boolean judge, @Nullable Recorded person) {
    public static final int RATE = 16_000;
    public static final List<Voice> ALL =
            List.of(
                    new Voice("slt", false),
                    new Voice("kal16", false),
                    new Voice("kevin16", false),
                    new Voice("rms", true),
                    new Voice("awb", true));
    private static final String FREETTS = "kevin16";

    public Voice(String name, boolean judge) {
        this(name, judge, null);
    }

    public static Voice of(Recorded person) {
        return new Voice("recorded", true, person);
    }

    public boolean canSay(String text) {
        return person == null || person.canSay(text);
    }

    /// The sentence, from the folder if it was spoken before.
    public short[] speak(String text, Path folder) {
        if (person != null) {
            return person.speak(text);
        }
        if (name.equals(FREETTS)) {
            return freeTts(text);
        }
        try {
            Files.createDirectories(folder);
            var file =
                    folder.resolve(
                            name
                                    + "-"
                                    + Integer.toHexString(text.hashCode())
                                    + text.length()
                                    + ".wav");
            if (!Files.exists(file)) {
                flite(text, file);
            }
            return Wav.read(file).channel(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flite(String text, Path file) throws IOException {
        var part = Files.createTempFile(file.getParent(), "part", ".wav");
        var process =
                new ProcessBuilder("flite", "-voice", name, "-f", "-", "-o", part.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var in = process.getOutputStream()) {
            in.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (process.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue() != 0) {
            throw new IOException("flite -voice " + name + " failed");
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static short[] freeTts(String text) {
        var end = new CompletableFuture<short[]>();
        Kevin.VOICE.speak(text, new Collector(end));
        return end.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static final class Kevin {
        static final FreeTtsVoice VOICE =
                FreeTtsVoice.open(FreeTtsSettings.DEFAULT.withVoice(FREETTS), Meters.NONE);
    }

    private static final class Collector implements Synthesizer.Listener {
        private final CompletableFuture<short[]> end;
        private short[] sound = new short[0];

        Collector(CompletableFuture<short[]> end) {
            this.end = end;
        }

        @Override
        public void audio(short[] samples, int offset, int count) {
            int before = sound.length;
            sound = Arrays.copyOf(sound, before + count);
            System.arraycopy(samples, offset, sound, before, count);
        }

        @Override
        public void word(int textStart, int textEnd, int startMillis, int endMillis) {}

        @Override
        public void done() {
            end.complete(sound);
        }

        @Override
        public void failed(ProviderFailure failure) {
            end.completeExceptionally(new IllegalStateException(failure.name()));
        }
    }
}
