package dev.parley.transports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.transports.browser.FrameReader.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private final FrameReader reader = new FrameReader();

    @Test
    void sound_of_the_javascript_client_is_found_with_its_rate_and_channels() {
        // name "audio", two samples, 16000 Hz, mono
        var frame =
                HexFormat.of()
                        .parseHex("1212" + "1205617564696f" + "1a0401000200" + "20807d" + "2801");
        assertThat(reader.read(frame, frame.length)).isEqualTo(Kind.AUDIO);
        assertThat(Arrays.copyOfRange(frame, reader.start(), reader.start() + reader.length()))
                .containsExactly(1, 0, 2, 0);
        assertThat(reader.rate()).isEqualTo(16_000);
        assertThat(reader.channels()).isEqualTo(1);
    }

    @Test
    void what_is_written_is_read_again() {
        var random = new Random(3);
        for (int size : new int[] {0, 1, 2, 127, 128, 960, 16_384, 300_000}) {
            byte[] pcm = new byte[size];
            random.nextBytes(pcm);
            byte[] frame = FrameWriter.audio(pcm, 24_000);
            assertThat(reader.read(frame, frame.length)).isEqualTo(Kind.AUDIO);
            assertThat(Arrays.copyOfRange(frame, reader.start(), reader.start() + reader.length()))
                    .isEqualTo(pcm);
            assertThat(reader.rate()).isEqualTo(24_000);
            assertThat(reader.channels()).isEqualTo(1);
        }
        var json = "{\"text\":\"Grüße " + "x".repeat(500) + "\"}";
        byte[] frame = FrameWriter.message(json);
        assertThat(reader.read(frame, frame.length)).isEqualTo(Kind.MESSAGE);
        assertThat(new String(frame, reader.start(), reader.length(), StandardCharsets.UTF_8))
                .isEqualTo(json);
    }

    @Test
    void frames_without_meaning_for_us_are_other() {
        assertThat(reader.read(new byte[0], 0)).isEqualTo(Kind.OTHER);
        byte[] interruption = FrameWriter.interruption();
        assertThat(reader.read(interruption, interruption.length)).isEqualTo(Kind.OTHER);
        var unknownField = HexFormat.of().parseHex("320101");
        assertThat(reader.read(unknownField, 3)).isEqualTo(Kind.OTHER);
    }

    @Test
    void the_last_member_of_the_oneof_wins() {
        byte[] sound = FrameWriter.audio(new byte[4], 8_000);
        byte[] message = FrameWriter.message("{}");
        byte[] both = Arrays.copyOf(sound, sound.length + message.length);
        System.arraycopy(message, 0, both, sound.length, message.length);
        assertThat(reader.read(both, both.length)).isEqualTo(Kind.MESSAGE);
        assertThat(reader.length()).isEqualTo(2);
    }

    @Test
    void frame_cut_anywhere_is_malformed_or_empty() {
        byte[] frame = FrameWriter.audio(new byte[300], 24_000);
        for (int length = 1; length < frame.length; length++) {
            assertThat(reader.read(frame, length)).isEqualTo(Kind.MALFORMED);
        }
    }

    @Test
    void lengths_and_numbers_that_lie_are_malformed() {
        for (var hex :
                new String[] {
                    "22ffffffff0301", // a gigabyte
                    "22ffffffffffffffffff01", // a length of 64 bits
                    "22ffffffffffffffffffff01", // a number of 70 bits
                    "22ff", // a number that does not end
                    "2005", // the message as a number
                    "0001", // field 0
                    "23",
                    "24",
                    "26",
                    "27" // groups and wire types that do not exist
                }) {
            var frame = HexFormat.of().parseHex(hex);
            assertThat(reader.read(frame, frame.length)).as(hex).isEqualTo(Kind.MALFORMED);
        }
    }

    @Test
    void random_bytes_never_lead_out_of_the_message() {
        var random = new Random(11);
        byte[] seed = FrameWriter.audio(new byte[40], 24_000);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = random.nextBoolean() ? seed.clone() : new byte[random.nextInt(40)];
            if (bytes.length < seed.length) {
                random.nextBytes(bytes);
            }
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var kind = reader.read(bytes, bytes.length);
            if (kind == Kind.AUDIO || kind == Kind.MESSAGE) {
                assertThat(reader.start()).isBetween(0, bytes.length);
                assertThat(reader.start() + reader.length()).isLessThanOrEqualTo(bytes.length);
            }
        }
    }
}
