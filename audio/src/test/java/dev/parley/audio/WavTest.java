package dev.parley.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {
    @TempDir private Path folder;

    @Test
    void what_was_written_is_read_again() throws IOException {
        short[] left = Sounds.whiteNoise(1, -20, 20_011);
        short[] right = Sounds.whiteNoise(2, -20, 20_011);
        Path path = folder.resolve("stereo.wav");
        try (WavWriter writer = new WavWriter(path, 8000, 2)) {
            for (int at = 0; at < left.length; at += 160) {
                int count = Math.min(160, left.length - at);
                writer.writeStereo(left, at, right, at, count);
            }
            assertThat(writer.position()).isEqualTo(left.length);
        }
        Wav wav = Wav.read(path);
        assertThat(wav.rate()).isEqualTo(8000);
        assertThat(wav.channels()).isEqualTo(2);
        assertThat(wav.channel(0)).isEqualTo(left);
        assertThat(wav.channel(1)).isEqualTo(right);
    }

    @Test
    void other_software_reads_our_files_and_we_read_theirs() throws Exception {
        short[] noise = Sounds.whiteNoise(3, -20, 5000);
        Path ours = folder.resolve("ours.wav");
        try (WavWriter writer = new WavWriter(ours, 16_000, 1)) {
            writer.write(noise, 0, noise.length);
        }
        byte[] sound;
        try (AudioInputStream in = AudioSystem.getAudioInputStream(ours.toFile())) {
            assertThat(in.getFormat().getSampleRate()).isEqualTo(16_000f);
            assertThat(in.getFrameLength()).isEqualTo(noise.length);
            sound = in.readAllBytes();
        }
        Path theirs = folder.resolve("theirs.wav");
        AudioSystem.write(
                new AudioInputStream(
                        new ByteArrayInputStream(sound),
                        new AudioFormat(22_050, 16, 2, true, false),
                        noise.length / 2),
                javax.sound.sampled.AudioFileFormat.Type.WAVE,
                theirs.toFile());
        Wav wav = Wav.read(theirs);
        assertThat(wav.rate()).isEqualTo(22_050);
        assertThat(wav.channel(1)[0]).isEqualTo(noise[1]);
        assertThat(wav.length()).isEqualTo(noise.length / 2);
    }

    @Test
    void a_killed_writer_leaves_all_but_the_last_second() throws IOException {
        short[] noise = Sounds.whiteNoise(4, -20, 8000 * 5 / 2);
        Path path = folder.resolve("killed.wav");
        try (WavWriter writer = new WavWriter(path, 8000, 1)) {
            for (int at = 0; at < noise.length; at += 80) {
                writer.write(noise, at, 80);
            }
            Path asLeftBehind = Files.copy(path, folder.resolve("copy.wav"));
            assertThat(Wav.read(asLeftBehind).channel(0)).isEqualTo(Arrays.copyOf(noise, 16_000));
            assertThat(Files.size(asLeftBehind)).isEqualTo(44 + 32_000);
        }
        assertThat(Wav.read(path).channel(0)).isEqualTo(noise);
    }

    @Test
    void a_file_just_begun_and_a_flushed_one_are_readable_too() throws IOException {
        Path path = folder.resolve("begun.wav");
        try (WavWriter writer = new WavWriter(path, 8000, 1)) {
            assertThat(Wav.read(path).length()).isZero();
            writer.write(new short[] {1, 2, 3}, 0, 3);
            writer.flush();
            assertThat(Wav.read(path).channel(0)).containsExactly(1, 2, 3);
        }
        assertThat(Wav.read(path).channel(0)).containsExactly(1, 2, 3);
    }

    @Test
    void closing_twice_is_harmless() throws IOException {
        Path path = folder.resolve("twice.wav");
        try (WavWriter writer = new WavWriter(path, 8000, 1);
                Closeable again = writer::close) {
            assertThat(again).isNotNull();
            writer.write(new short[] {7}, 0, 1);
        }
        assertThat(Wav.read(path).channel(0)).containsExactly(7);
    }

    @Test
    void a_stream_of_unknown_length_is_read_to_its_end() throws IOException {
        Path path = wav(1, 1, 16, -1, new byte[] {1, 0, 2, 0, 3});
        assertThat(Wav.read(path).channel(0)).containsExactly(1, 2);
    }

    @Test
    void mu_law_and_a_law_files_are_decoded() throws IOException {
        assertThat(Wav.read(wav(7, 1, 8, 2, new byte[] {(byte) 0x80, 0})).channel(0))
                .containsExactly(32124, -32124);
        assertThat(Wav.read(wav(6, 1, 8, 2, new byte[] {(byte) 0xAA, 0x55})).channel(0))
                .containsExactly(32256, -8);
    }

    @Test
    void odd_files_are_refused_with_what_was_found_and_what_to_do() throws IOException {
        Path text = Files.writeString(folder.resolve("text.wav"), "hello, this is no sound");
        assertThatThrownBy(() -> Wav.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("text.wav", "RIFF", "ffmpeg");
        assertThatThrownBy(() -> Wav.read(wav(3, 1, 32, 4, new byte[4])))
                .hasMessageContaining("encoding is 3 with 32 bits");
        assertThatThrownBy(() -> Wav.read(wav(1, 0, 16, 4, new byte[4])))
                .hasMessageContaining("0 channels");
        Path cut = wav(1, 1, 16, 2, new byte[2]);
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 40));
        assertThatThrownBy(() -> Wav.read(cut)).hasMessageContaining("no data chunk");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 30));
        assertThatThrownBy(() -> Wav.read(cut)).hasMessageContaining("format chunk");
        Files.write(cut, new byte[3]);
        assertThatThrownBy(() -> Wav.read(cut)).hasMessageContaining("RIFF");
    }

    @Test
    void unequal_channels_are_refused() throws IOException {
        try (WavWriter writer = new WavWriter(folder.resolve("x.wav"), 8000, 2)) {
            assertThatThrownBy(() -> writer.write(new short[3], 0, 3))
                    .hasMessageContaining("groups of 2");
        }
        try (WavWriter writer = new WavWriter(folder.resolve("x.wav"), 8000, 1)) {
            assertThatThrownBy(() -> writer.writeStereo(new short[1], 0, new short[1], 0, 1))
                    .hasMessageContaining("has 1");
        }
        assertThatThrownBy(() -> new WavWriter(folder.resolve("x.wav"), 8000, 0))
                .hasMessageContaining("0 channels");
    }

    private Path wav(int encoding, int channels, int bits, int dataSize, byte[] sound)
            throws IOException {
        ByteBuffer file = ByteBuffer.allocate(44 + 8 + sound.length);
        file.order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(-1).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(16).putShort((short) encoding).putShort((short) channels);
        file.putInt(8000).putInt(0).putShort((short) 0).putShort((short) bits);
        file.put(ascii("LIST")).putInt(0); // a chunk that means nothing to us
        file.put(ascii("data")).putInt(dataSize).put(sound);
        return Files.write(folder.resolve("odd.wav"), file.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
