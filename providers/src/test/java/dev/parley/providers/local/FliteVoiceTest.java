package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.audio.Level;
import dev.parley.call.speech.SpeechFailure;
import dev.parley.call.speech.Synthesizer;
import dev.parley.meter.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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

    private static final class Nobody implements Synthesizer.Listener {
        @Override
        public void audio(short[] samples, int offset, int count) {}

        @Override
        public void done() {}

        @Override
        public void failed(SpeechFailure failure) {}
    }
}
