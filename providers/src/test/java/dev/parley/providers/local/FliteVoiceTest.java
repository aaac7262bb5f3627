package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.audio.Level;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FliteVoiceTest {
    @TempDir Path folder;

    @Test
    void installed_flite_speaks_whole_sentences_at_house_level() throws IOException {
        Optional<Path> program = FliteVoice.findProgram();
        assumeThat(program).as("flite is installed").isPresent();
        try (var voice = FliteVoice.open(program.get(), folder, Meters.NONE)) {
            short[] one = HeardSentence.sound(voice, "We open at nine.");
            short[] two = HeardSentence.sound(voice, "We open at nine. We close at five.");
            assertThat(two.length).isGreaterThan(one.length * 3 / 2);
            assertThat(Level.dbfs(two, 0, two.length)).isBetween(-25.0, -19.0);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void voice_in_this_process_speaks_at_house_level_and_knows_its_words() {
        try (var voice = inProcess("rms")) {
            var heard = HeardSentence.of(voice, "We open at nine. We close at five.");
            short[] sound = heard.sound();
            assertThat(Level.dbfs(sound, 0, sound.length)).isBetween(-25.0, -19.0);
            assertThat(heard.words)
                    .extracting(word -> word.split(" ")[0])
                    .containsExactly("We", "open", "at", "nine", "We", "close", "at", "five");
            assertThat(heard.words.getLast()).matches("five \\d+-" + about(sound.length));
        }
    }

    /// The last word ends at most 200 ms before the sound does.
    private static String about(int samples) {
        int end = samples * 1000 / FliteEngine.RATE;
        return IntStream.rangeClosed(end - 200, end)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("|", "(", ")"));
    }

    @Test
    void sound_arrives_while_the_sentence_is_still_being_rendered() {
        try (var voice = inProcess("rms")) {
            var parts = new AtomicInteger();
            var whole = new CompletableFuture<Void>();
            voice.speak(
                    "Your appointment is on tuesday at nine thirty in the morning.",
                    new Nobody() {
                        @Override
                        public void audio(short[] samples, int offset, int count) {
                            parts.incrementAndGet();
                        }

                        @Override
                        public void done() {
                            whole.complete(null);
                        }
                    });
            whole.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(parts.get()).isGreaterThan(10);
        }
    }

    @Test
    void two_voices_speak_at_the_same_time_as_if_each_were_alone() {
        try (var one = inProcess("rms");
                var other = inProcess("slt")) {
            var alone = HeardSentence.of(one, "We open at nine.");
            alone.sound();
            var first = HeardSentence.of(one, "We open at nine.");
            var second = HeardSentence.of(other, "We open at nine.");
            first.sound();
            second.sound();
            assertThat(first.words).isEqualTo(alone.words);
            assertThat(second.words).hasSameSizeAs(alone.words).isNotEqualTo(alone.words);
        }
    }

    @Test
    void sentence_cancelled_in_the_middle_frees_the_voice_for_the_next() {
        try (var voice = inProcess("rms")) {
            var expected = HeardSentence.of(voice, "We open at nine.");
            expected.sound();
            var began = new CompletableFuture<Void>();
            var speaking =
                    voice.speak(
                            "We open at nine. ".repeat(20),
                            new Nobody() {
                                @Override
                                public void audio(short[] samples, int offset, int count) {
                                    began.complete(null);
                                }
                            });
            began.orTimeout(20, TimeUnit.SECONDS).join();
            speaking.close();
            var next = HeardSentence.of(voice, "We open at nine.");
            next.sound();
            assertThat(next.words).isEqualTo(expected.words);
        }
    }

    @Test
    void sentence_without_a_word_is_silent_and_done() {
        try (var voice = inProcess("rms")) {
            assertThat(HeardSentence.sound(voice, "...").length).isLessThan(FliteEngine.RATE);
            assertThat(HeardSentence.sound(voice, "").length).isLessThan(FliteEngine.RATE);
        }
    }

    private static FliteVoice inProcess(String name) {
        var voice = FliteVoice.inProcess(name, Meters.NONE);
        assumeThat(voice).as("libflite is installed").isPresent();
        return voice.orElseThrow();
    }

    @Test
    void process_that_hangs_is_killed_at_its_limit() throws IOException {
        Path program = program("echo $$ > " + folder + "/pid; exec sleep 60");
        try (var voice = FliteVoice.open(program, folder, Duration.ofMillis(300), Meters.NONE)) {
            assertThatThrownBy(() -> HeardSentence.sound(voice, "hello"))
                    .hasMessageContaining("TIMED_OUT");
        }
        assertThat(processEnds()).isTrue();
    }

    @Test
    void cancelled_sentence_kills_its_process() throws IOException {
        Path program = program("echo $$ > " + folder + "/pid; exec sleep 60");
        try (var voice = FliteVoice.open(program, folder, Duration.ofSeconds(50), Meters.NONE)) {
            Synthesizer.Speaking speaking = voice.speak("hello", new Nobody());
            while (!Files.exists(folder.resolve("pid")) || Files.size(folder.resolve("pid")) == 0) {
                LockSupport.parkNanos(100_000);
            }
            speaking.close();
            assertThat(processEnds()).isTrue();
        }
    }

    @Test
    void program_that_fails_fails_the_sentence() throws IOException {
        try (var voice = FliteVoice.open(program("exit 3"), folder, Meters.NONE)) {
            assertThatThrownBy(() -> HeardSentence.sound(voice, "hello"))
                    .hasMessageContaining("ENGINE");
        }
    }

    @Test
    void program_that_makes_no_sound_file_fails_the_sentence() throws IOException {
        try (var voice = FliteVoice.open(program("exit 0"), folder, Meters.NONE)) {
            assertThatThrownBy(() -> HeardSentence.sound(voice, "hello"))
                    .hasMessageContaining("ENGINE");
        }
    }

    private boolean processEnds() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private Path program(String script) throws IOException {
        Path file = folder.resolve("flite");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static class Nobody implements Synthesizer.Listener {
        @Override
        public void audio(short[] samples, int offset, int count) {}

        @Override
        public void done() {}

        @Override
        public void failed(ProviderFailure failure) {}
    }
}
