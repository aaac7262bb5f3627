package dev.parley.transports.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The scanner against Jackson: whatever it recognises, Jackson must read the same from it.
class MediaScannerTest {
    private static final byte[] SID = "MZ0123".getBytes(StandardCharsets.US_ASCII);
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        ",",
        ":",
        "[",
        "]",
        " ",
        "0",
        "1",
        "-",
        "e",
        "\"event\"",
        "\"media\"",
        "\"payload\":\"AAAA\"",
        "\"timestamp\":\"20\"",
        "\"track\":\"outbound\"",
        "null",
        "\u0000",
        "\u00e4",
        "/",
        "+",
        "=",
        "\\/",
        "\\u0041",
        "\"streamSid\":\"MZ0123\""
    };

    private final MediaScanner scanner = new MediaScanner();
    private final MessageReader reader = new MessageReader();
    private int recognised;

    @Test
    void twilios_own_message_is_recognised() {
        var sound = new byte[160];
        new SplittableRandom(1).nextBytes(sound);
        assertThat(scan(message("2", "20", sound, 0))).isTrue();
        assertThat(scanner.timestamp()).isEqualTo(20);
        assertThat(scanner.isOfStream(SID)).isTrue();
        assertThat(scanner.isOfStream("MZ0124".getBytes(StandardCharsets.US_ASCII))).isFalse();
        assertThat(Arrays.copyOf(scanner.audio(), scanner.audioLength())).isEqualTo(sound);
    }

    @Test
    void escapes_duplicates_and_unknown_fields_are_left_to_jackson() {
        var plain = message("2", "20", new byte[3], 0);
        assertThat(scan(plain)).isTrue();
        assertThat(scan(plain.replace("AAAA", "AA\\u0041A"))).isFalse();
        assertThat(scan(plain.replace("\"track\":\"inbound\",", ""))).isTrue();
        assertThat(scan(plain.replace("\"inbound\"", "\"outbound\""))).isFalse();
        assertThat(scan(plain + "}")).isFalse();
        assertThat(scan(plain.substring(0, plain.length() - 1) + ",\"event\":\"media\"}"))
                .isFalse();
        assertThat(scan(plain.substring(0, plain.length() - 1) + ",\"new\":1}")).isFalse();
    }

    @Test
    void scanner_and_jackson_agree_on_mutated_messages() {
        agree(1, 60_000);
        assertThat(recognised).isGreaterThan(6_000);
    }

    @Test
    @Tag("long")
    void scanner_and_jackson_agree_on_a_million_mutated_messages() {
        agree(2, 1_000_000);
        assertThat(recognised).isGreaterThan(100_000);
    }

    private void agree(long firstSeed, int messages) {
        var random = new SplittableRandom(firstSeed);
        for (int i = 0; i < messages; i++) {
            compare(mutated(random));
        }
    }

    private void compare(byte[] message) {
        if (!scanner.scan(message, message.length)) {
            return;
        }
        recognised++;
        var text = new String(message, StandardCharsets.ISO_8859_1);
        var read = reader.read(message, message.length);
        assertThat(read).as(text).isInstanceOf(PeerMessage.Media.class);
        var media = (PeerMessage.Media) read;
        assertThat(media.timestamp()).as(text).isEqualTo(scanner.timestamp());
        assertThat(scanner.isOfStream(media.streamSid().getBytes(StandardCharsets.US_ASCII)))
                .as(text)
                .isTrue();
        assertThat(media.track()).as(text).isIn("", "inbound");
        assertThat(Base64.getDecoder().decode(media.payload()))
                .as(text)
                .isEqualTo(Arrays.copyOf(scanner.audio(), scanner.audioLength()));
    }

    private static byte[] mutated(SplittableRandom random) {
        var sound = new byte[random.nextInt(4) == 0 ? random.nextInt(400) : 160];
        random.nextBytes(sound);
        var message =
                new StringBuilder(
                        message(
                                Long.toString(random.nextLong(1_000_000)),
                                Long.toString(random.nextLong(10_000_000)),
                                sound,
                                random.nextInt(4)));
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(message.length());
            switch (random.nextInt(4)) {
                case 0 -> message.deleteCharAt(at);
                case 1 -> message.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> message.setCharAt(at, (char) (32 + random.nextInt(95)));
                default -> message.delete(at, Math.min(message.length(), at + random.nextInt(40)));
            }
            if (message.isEmpty()) {
                break;
            }
        }
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// One of four shapes: Twilio's, other orders, bare numbers.
    private static String message(String sequence, String timestamp, byte[] sound, int shape) {
        var payload = Base64.getEncoder().encodeToString(sound);
        var format =
                switch (shape) {
                    case 0 ->
                            "{\"event\":\"media\",\"sequenceNumber\":\"%s\",\"streamSid\":\"MZ0123\",\"media\":{\"track\":\"inbound\",\"chunk\":\"1\",\"timestamp\":\"%s\",\"payload\":\"%s\"}}";
                    case 1 ->
                            "{\"event\":\"media\",\"sequenceNumber\":\"%s\",\"media\":{\"track\":\"inbound\",\"chunk\":\"1\",\"timestamp\":\"%s\",\"payload\":\"%s\"},\"streamSid\":\"MZ0123\"}";
                    case 2 ->
                            "{\"sequenceNumber\":%s,\"media\":{\"timestamp\":%s,\"payload\":\"%s\"},\"streamSid\":\"MZ0123\",\"event\":\"media\"}";
                    default ->
                            "{ \"event\": \"media\", \"sequenceNumber\": \"%s\", \"media\": { \"timestamp\": \"%s\", \"payload\": \"%s\" }, \"streamSid\": \"MZ0123\" }";
                };
        return format.formatted(sequence, timestamp, payload);
    }

    private boolean scan(String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        return scanner.scan(bytes, bytes.length);
    }
}
