package dev.parley.providers.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SseParserTest {
    private static final String STREAM =
            "\uFEFFdata: one\n\n: a comment\r\ndata:two\r\n\r\nevent: delta\rdata: dr\u00e4i\r"
                    + "data:  \u6f22\u5b57 \uD83D\uDE00\r\rid: 7\nretry: 10\n\ndata\n\ndata: {\"a\":1}\n"
                    + "unknown: x\n\ndata: cut";
    private static final List<String> EVENTS =
            List.of(
                    "|one",
                    "|two",
                    "delta|dr\u00e4i\n \u6f22\u5b57 \uD83D\uDE00",
                    "|",
                    "|{\"a\":1}");

    @Test
    void events_are_read_whole() {
        assertThat(read(STREAM.getBytes(StandardCharsets.UTF_8), new int[0])).isEqualTo(EVENTS);
    }

    @Test
    void splits_anywhere_change_nothing() {
        var bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        for (int at = 1; at < bytes.length; at++) {
            assertThat(read(bytes, new int[] {at})).as("split at " + at).isEqualTo(EVENTS);
        }
        var random = new SplittableRandom(11);
        for (int round = 0; round < 20_000; round++) {
            var splits = random.ints(random.nextInt(1, 12), 1, bytes.length).sorted().toArray();
            assertThat(read(bytes, splits)).as("round " + round).isEqualTo(EVENTS);
        }
    }

    @Test
    void line_without_end_is_refused_at_its_bound() {
        var parser = new SseParser(1000, (_, _) -> {});
        assertThat(parser.feed(new byte[1000], 0, 1000)).isTrue();
        assertThat(parser.feed(new byte[1], 0, 1)).isFalse();
    }

    @Test
    void event_of_many_lines_is_refused_at_its_bound() {
        var parser = new SseParser(1000, (_, _) -> {});
        var line = ("data: " + "x".repeat(300) + "\n").getBytes(StandardCharsets.UTF_8);
        boolean reads = true;
        for (int i = 0; i < 4; i++) {
            reads = parser.feed(line, 0, line.length);
        }
        assertThat(reads).isFalse();
    }

    @Test
    void stopped_parser_tells_nothing_more() {
        var events = new ArrayList<String>();
        var parser = new SseParser[1];
        parser[0] =
                new SseParser(
                        100,
                        (_, data) -> {
                            events.add(data);
                            parser[0].stop();
                        });
        var bytes = "data: a\n\ndata: b\n\n".getBytes(StandardCharsets.UTF_8);
        parser[0].feed(bytes, 0, bytes.length);
        assertThat(events).containsExactly("a");
    }

    @Test
    void garbage_never_throws_and_stays_within_the_bound() {
        fuzz(200_000);
    }

    @Test
    @Tag("long")
    void ten_million_inputs_never_throw_and_stay_within_the_bound() {
        fuzz(10_000_000);
    }

    private static void fuzz(int inputs) {
        var random = new SplittableRandom(23);
        var alphabet = "data: event\n\r:{}[]\"\uFEFF\u00e4".getBytes(StandardCharsets.UTF_8);
        var piece = new byte[64];
        SseParser parser = bounded();
        for (int i = 0; i < inputs; i++) {
            int length = random.nextInt(piece.length + 1);
            for (int j = 0; j < length; j++) {
                piece[j] =
                        random.nextInt(8) == 0
                                ? (byte) random.nextInt(256)
                                : alphabet[random.nextInt(alphabet.length)];
            }
            if (!parser.feed(piece, 0, length)) {
                parser = bounded();
            }
        }
    }

    private static SseParser bounded() {
        return new SseParser(
                512,
                (event, data) -> {
                    if (data.length() > 512 + 256 || event.length() > 512) {
                        throw new AssertionError("longer than the bound: " + data.length());
                    }
                });
    }

    private static List<String> read(byte[] bytes, int[] splits) {
        var events = new ArrayList<String>();
        var parser = new SseParser(4096, (event, data) -> events.add(event + "|" + data));
        int from = 0;
        for (int split : splits) {
            assertThat(parser.feed(bytes, from, split - from)).isTrue();
            from = split;
        }
        assertThat(parser.feed(bytes, from, bytes.length - from)).isTrue();
        return events;
    }
}
