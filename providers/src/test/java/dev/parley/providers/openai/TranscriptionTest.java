package dev.parley.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.speech.Recognizer;
import dev.parley.compliance.Secret;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.providers.contract.HeardWords;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.contract.Tags;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the sheet of the protocol says beyond the contract.
final class TranscriptionTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    private static void say(Recognizer.Session call, long utterance, int tag, int frames) {
        call.begin(utterance, Expectation.OPEN);
        for (int i = 0; i < frames; i++) {
            call.audio(Tags.frame(tag), 0, 320);
        }
    }

    private static ProviderEntry entry(String name, RawServer server, Map<String, String> more) {
        var settings = new TreeMap<>(more);
        settings.put("url", server.url() + "/v1");
        return new ProviderEntry(name, settings, Optional.of(Secret.of("sk-canary-4711")));
    }

    @Test
    void file_is_sent_as_wav_with_true_sizes() throws Exception {
        try (var stage = TranscriptionStage.limited(true, LONG);
                var recognizer = stage.recognizer()) {
            var heard = new HeardWords();
            try (var call = recognizer.open(heard)) {
                say(call, 1, 3, 20);
                call.finish(1);
                assertThat(heard.awaitEnd(1)).isEqualTo("words three");
            }
            var request = stage.server().requests.getFirst();
            assertThat(request.head()).startsWith("POST /v1/audio/transcriptions HTTP/1.1");
            assertThat(request.header("authorization"))
                    .isEqualTo("Bearer " + TranscriptionStage.KEY);
            assertThat(request.header("content-type"))
                    .startsWith("multipart/form-data; boundary=parley-");
            assertThat(request.body())
                    .contains(
                            "name=\"file\"; filename=\"utterance.wav\"\r\nContent-Type: audio/wav")
                    .contains("name=\"model\"\r\n\r\ngpt-transcribe\r\n")
                    .contains("name=\"response_format\"\r\n\r\njson\r\n")
                    .contains("name=\"language\"\r\n\r\nen\r\n")
                    .contains("name=\"stream\"\r\n\r\ntrue\r\n")
                    .endsWith("--\r\n");
            int at = request.body().indexOf("RIFF");
            var header = request.body().substring(at, at + 44);
            assertThat(littleEndian(header, 4)).isEqualTo(36 + 2 * 6400);
            assertThat(littleEndian(header, 24)).isEqualTo(16_000);
            assertThat(littleEndian(header, 40)).isEqualTo(2 * 6400);
            assertThat(TranscriptionStage.sound(request)).hasSize(2 * 6400);
        }
    }

    @Test
    void likely_words_of_the_call_are_its_prompt() throws Exception {
        try (var stage = TranscriptionStage.limited(false, LONG);
                var recognizer = stage.recognizer()) {
            var heard = new HeardWords();
            try (var call =
                    recognizer.open(
                            heard,
                            new Recognizer.Line(
                                    8_000, List.of("Riverside Auto", "brake service")))) {
                say(call, 1, 3, 20);
                call.finish(1);
                assertThat(heard.awaitEnd(1)).isEqualTo("words three");
            }
            assertThat(stage.server().requests.getFirst().body())
                    .contains("name=\"prompt\"\r\n\r\nRiverside Auto, brake service\r\n");
        }
    }

    private static int littleEndian(String bytes, int at) {
        var four = bytes.substring(at, at + 4).getBytes(StandardCharsets.ISO_8859_1);
        return (four[0] & 0xFF)
                | (four[1] & 0xFF) << 8
                | (four[2] & 0xFF) << 16
                | (four[3] & 0xFF) << 24;
    }

    @Test
    void words_that_come_in_events_are_told_as_they_come() throws Exception {
        try (var stage = TranscriptionStage.limited(true, LONG);
                var recognizer = stage.recognizer()) {
            var heard = new HeardWords();
            try (var call = recognizer.open(heard)) {
                call.begin(1, Expectation.OPEN);
                for (int tag = 1; tag <= 2; tag++) {
                    for (int i = 0; i < 10; i++) {
                        call.audio(Tags.frame(tag), 0, 320);
                    }
                }
                call.finish(1);
                assertThat(heard.awaitEnd(1)).isEqualTo("words one two");
                assertThat(heard.partials(1)).containsExactly("one", "one two");
            }
        }
    }

    @Test
    void blink_of_sound_is_no_speech_and_costs_no_request() throws Exception {
        try (var stage = TranscriptionStage.limited(false, LONG);
                var recognizer = stage.recognizer()) {
            var heard = new HeardWords();
            try (var call = recognizer.open(heard)) {
                say(call, 1, 3, 4);
                call.finish(1);
                assertThat(heard.awaitEnd(1)).isEqualTo("words ");
            }
            assertThat(stage.server().requests).isEmpty();
        }
    }

    @Test
    void answers_come_in_the_order_of_the_utterances() throws Exception {
        var second = new CountDownLatch(1);
        var server =
                new RawServer((request, peer) -> {
                    var words = Tags.words(TranscriptionStage.sound(request)).getFirst();
                    if (words.equals("one")) {
                        second.await();
                    }
                    peer.answers(200, "", "{\"text\":\"" + words + "\"}");
                    if (words.equals("two")) {
                        second.countDown();
                    }
                });
        var order = new ArrayList<String>();
        try (server;
                var plugin = new OpenAiPlugin();
                var recognizer =
                        plugin.recognizer(
                                entry("groq", server, Map.of("model", "m")), Meters.NONE)) {
            var both = new CountDownLatch(2);
            var call =
                    recognizer.open(
                            new Recognizer.Listener() {
                                @Override
                                public void partialWords(long utterance, String words) {}

                                @Override
                                public void finalWords(long utterance, String words) {
                                    order.add(words);
                                    both.countDown();
                                }

                                @Override
                                public void failed(long utterance, ProviderFailure failure) {
                                    order.add(failure.name());
                                    both.countDown();
                                }
                            });
            say(call, 1, 1, 20);
            call.finish(1);
            say(call, 2, 2, 20);
            call.finish(2);
            both.await();
            call.close();
        }
        assertThat(order).containsExactly("one", "two");
    }

    @Test
    void beginning_of_an_utterance_without_end_is_dropped_and_counted() throws Exception {
        var dropped = new AtomicLong();
        var counting =
                new Meters() {
                    @Override
                    public Counter counter(Metric metric, String... labelValues) {
                        return amount -> {
                            if (metric == Metric.RECOGNIZER_DROPPED) {
                                dropped.addAndGet(amount);
                            }
                        };
                    }

                    @Override
                    public Timer timer(Metric metric, String... labelValues) {
                        return _ -> {};
                    }

                    @Override
                    public Gauge gauge(
                            Metric metric,
                            java.util.function.DoubleSupplier value,
                            String... labelValues) {
                        return () -> {};
                    }
                };
        try (var stage = TranscriptionStage.limited(false, LONG);
                var plugin = new OpenAiPlugin();
                var recognizer =
                        plugin.recognizer(
                                entry(
                                        "openai",
                                        stage.server(),
                                        Map.of("longest", "PT1S", "stream", "false")),
                                counting)) {
            var heard = new HeardWords();
            try (var call = recognizer.open(heard)) {
                say(call, 1, 4, 30);
                for (int i = 0; i < 50; i++) {
                    call.audio(Tags.frame(5), 0, 320);
                }
                call.finish(1);
                assertThat(heard.awaitEnd(1)).isEqualTo("words five");
            }
            assertThat(dropped).hasValue(30 * 320);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "application/json | {\"text\":\"Yes.\"} | words yes",
                "text/event-stream | data: [DONE] | words ",
                "text/event-stream | data: {\"type\":\"error\",\"error\":{\"code\":\"server_error\"}} | failed ENGINE",
                "text/event-stream | data: nonsense | failed PROTOCOL",
                "text/event-stream | : nothing | failed PROTOCOL",
                "application/json | {\"words\":1} | failed PROTOCOL",
                "application/json | {\"error\":\"failed to process audio\"} | failed ENGINE",
                "text/html | <html> | failed PROTOCOL",
            })
    void every_form_of_answer_has_its_end(String type, String body, String end) throws Exception {
        var server =
                new RawServer((_, peer) -> {
                    peer.streams(type);
                    peer.chunk(body + "\n\n");
                    peer.endOfStream();
                });
        try (server;
                var plugin = new OpenAiPlugin();
                var recognizer =
                        plugin.recognizer(
                                entry("speaches", server, Map.of("model", "m")), Meters.NONE)) {
            var heard = new HeardWords();
            try (var call = recognizer.open(heard)) {
                say(call, 1, 1, 20);
                call.finish(1);
                assertThat(heard.awaitEnd(1).strip()).isEqualTo(end.strip());
            }
        }
    }

    @Test
    void words_of_an_endless_stream_are_bounded() {
        var reader = new TranscriptReader(_ -> {});
        reader.head("text/event-stream");
        var delta =
                ("data: {\"type\":\"transcript.text.delta\",\"delta\":\""
                                + "a".repeat(500)
                                + "\"}\n\n")
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1000 && !reader.isComplete(); i++) {
            reader.feed(delta);
        }
        assertThat(reader.words()).isNull();
        assertThat(reader.fault().kind()).isEqualTo(ProviderFailure.PROTOCOL);
        var json = new TranscriptReader(_ -> {});
        json.head("application/json");
        var much = new byte[100_000];
        Arrays.fill(much, (byte) ' ');
        for (int i = 0; i < 100 && !json.isComplete(); i++) {
            json.feed(much);
        }
        assertThat(json.fault().kind()).isEqualTo(ProviderFailure.PROTOCOL);
    }
}
