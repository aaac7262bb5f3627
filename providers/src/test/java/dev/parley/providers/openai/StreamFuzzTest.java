package dev.parley.providers.openai;

import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelLimits;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.Fuzz;
import dev.parley.providers.contract.Mutation;
import dev.parley.providers.net.Network;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a server may send instead of an answer: nothing of it escapes as an exception or stays.
final class StreamFuzzTest {
    private static final int IN_THE_GATE = 10_000;
    private static final int MANY = 10_000_000;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final List<String> CHUNKS =
            List.of(
                    "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Good \"}}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\uD83D\uDE00\"},\"finish_reason\":null}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"find\",\"arguments\":\"{\\\"a\\\"\"}}]}}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]},\"finish_reason\":\"tool_calls\"}]}",
                    "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":7,\"prompt_tokens_details\":{\"cached_tokens\":1}}}",
                    "{\"choices\":[],\"x_groq\":{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":7}}}",
                    "{\"error\":{\"message\":\"no\",\"code\":\"rate_limit_exceeded\",\"type\":\"x\"}}",
                    "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}]}",
                    "[DONE]");
    private static final List<String> TRANSCRIPTS =
            List.of(
                    "{\"type\":\"transcript.text.delta\",\"delta\":\"book \",\"logprobs\":[]}",
                    "{\"type\":\"transcript.text.done\",\"text\":\"book a table\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":14}}",
                    "{\"text\":\"book a table\",\"usage\":{\"type\":\"duration\",\"seconds\":3}}",
                    "{\"type\":\"error\",\"error\":{\"code\":\"server_error\"}}",
                    "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"no\"}]}",
                    "[DONE]");

    /// Keeps nothing.
    private static final LanguageModel.Listener DEAF =
            new LanguageModel.Listener() {
                @Override
                public void text(String delta) {}

                @Override
                public void toolCall(ToolCall call) {}

                @Override
                public void done(Finish finish) {}

                @Override
                public void failed(ProviderFault fault) {}
            };

    @Test
    void chunks_of_a_model_never_throw() throws InterruptedException {
        models(IN_THE_GATE, 31);
    }

    @Test
    @Tag("long")
    void ten_million_chunks_of_a_model_never_throw() throws InterruptedException {
        models(MANY, 32);
    }

    private static void models(int inputs, long seed) throws InterruptedException {
        var mutation = new Mutation(seed, CHUNKS);
        try (var network = Network.open(1)) {
            var loop = network.loop();
            var limits = new ModelLimits(LONG, LONG, LONG, LONG);
            var meters = new ModelMeters("fuzz", Meters.NONE);
            var stream = new ChatStream[1];
            var left = new int[1];
            Fuzz.on(
                    loop,
                    inputs,
                    () -> {
                        if (left[0]-- == 0) {
                            left[0] = mutation.choice(12);
                            if (stream[0] != null) {
                                stream[0].end();
                                stream[0].close();
                            }
                            stream[0] = new ChatStream(loop, limits, DEAF, meters, _ -> {});
                            stream[0].head("text/event-stream");
                        }
                        var bytes = event(mutation);
                        int cut = mutation.choice(bytes.length + 1);
                        stream[0].body(Buffer.buffer(bytes).getBuffer(0, cut));
                        stream[0].body(Buffer.buffer(bytes).getBuffer(cut, bytes.length));
                    });
        }
    }

    private static byte[] event(Mutation mutation) {
        return switch (mutation.choice(50)) {
            case 0 -> mutation.noise(500);
            case 1 -> ("data: " + mutation.text()).getBytes(StandardCharsets.UTF_8);
            default -> ("data: " + mutation.text() + "\n\n").getBytes(StandardCharsets.UTF_8);
        };
    }

    @Test
    void transcripts_never_throw() throws InterruptedException {
        transcripts(IN_THE_GATE, 33);
    }

    @Test
    @Tag("long")
    void ten_million_transcripts_never_throw() throws InterruptedException {
        transcripts(MANY, 34);
    }

    private static void transcripts(int inputs, long seed) throws InterruptedException {
        var mutation = new Mutation(seed, TRANSCRIPTS);
        try (var network = Network.open(1)) {
            Fuzz.on(
                    network.loop(),
                    inputs,
                    () -> {
                        var reader = new TranscriptReader(_ -> {});
                        boolean isEvents = mutation.choice(3) > 0;
                        reader.head(isEvents ? "text/event-stream" : "application/json");
                        for (int i = mutation.choice(4); i >= 0; i--) {
                            reader.feed(
                                    isEvents
                                            ? event(mutation)
                                            : mutation.text().getBytes(StandardCharsets.UTF_8));
                        }
                        reader.end();
                        if (!reader.isComplete()) {
                            throw new IllegalStateException("an answer without an end");
                        }
                    });
        }
    }

    @Test
    void pieces_of_sound_never_throw() throws InterruptedException {
        sounds(IN_THE_GATE, 35);
    }

    @Test
    @Tag("long")
    void ten_million_pieces_of_sound_never_throw() throws InterruptedException {
        sounds(MANY, 36);
    }

    private static void sounds(int inputs, long seed) throws InterruptedException {
        var header = new String(OpenAiVoiceStage.wavHeader(24_000), StandardCharsets.ISO_8859_1);
        var mutation = new Mutation(seed, List.of(header));
        try (var network = Network.open(1)) {
            Fuzz.on(
                    network.loop(),
                    inputs,
                    () -> {
                        var stream = new SoundStream(24_000);
                        for (int i = mutation.choice(5); i >= 0 && stream.fault() == null; i--) {
                            var _ =
                                    stream.feed(
                                            mutation.choice(2) == 0
                                                    ? mutation.text()
                                                            .getBytes(StandardCharsets.ISO_8859_1)
                                                    : mutation.noise(100));
                        }
                        var _ = stream.rest();
                    });
        }
    }
}
