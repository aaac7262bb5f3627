package dev.parley.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.compliance.Secret;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelLimits;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.ToolChoice;
import dev.parley.dialog.model.ToolSpec;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.HeardAnswer;
import dev.parley.providers.contract.Patience;
import dev.parley.providers.contract.RawServer;
import dev.parley.providers.net.Network;
import dev.parley.providers.net.PoolSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the sheet of the protocol says of servers and their oddities.
final class ChatModelTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ModelRequest HELLO =
            ModelRequest.of(List.of(new Message.User("hello")))
                    .withTemperature(0.5)
                    .withLimits(new ModelLimits(LONG, LONG, LONG, LONG));
    private static final ToolSpec FIND =
            new ToolSpec("find_slot", "Finds.", "{\"type\":\"object\"}");
    private static Network network;

    @BeforeAll
    static void opens() {
        network = Network.open(1);
    }

    @AfterAll
    static void closes() {
        network.close();
    }

    @Test
    void request_has_what_the_protocol_wants_and_the_key_in_its_header() throws Exception {
        var sent = sentBy(ChatProfile.GROQ, HELLO.withTools(List.of(FIND), ToolChoice.REQUIRED));
        assertThat(sent.head()).startsWith("POST /v1/chat/completions HTTP/1.1");
        assertThat(sent.header("authorization")).isEqualTo("Bearer sk-canary-4711");
        assertThat(sent.header("accept")).isEqualTo("text/event-stream");
        var body = json(sent);
        assertThat(body.path("model").asText()).isEqualTo("a-model");
        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(400);
        assertThat(body.at("/tools/0/function/parameters/type").asText()).isEqualTo("object");
        assertThat(body.path("tool_choice").asText()).isEqualTo("required");
        assertThat(body.path("parallel_tool_calls").asBoolean(true)).isFalse();
    }

    @Test
    void ollama_gets_no_field_that_it_does_not_take() throws Exception {
        var body =
                json(sentBy(ChatProfile.OLLAMA, HELLO.withTools(List.of(FIND), ToolChoice.AUTO)));
        assertThat(body.has("tool_choice")).isFalse();
        assertThat(body.has("parallel_tool_calls")).isFalse();
        assertThat(body.path("max_tokens").asInt()).isEqualTo(400);
    }

    @Test
    void reasoning_model_gets_its_effort_and_no_temperature() throws Exception {
        var body = json(sentBy(ChatProfile.OPENAI, HELLO));
        assertThat(body.path("reasoning_effort").asText()).isEqualTo("low");
        assertThat(body.has("temperature")).isFalse();
    }

    @Test
    void azure_gets_the_key_in_its_own_header_and_the_query_of_its_address() throws Exception {
        try (var server = new RawServer(saying("ok"));
                var model =
                        ChatModel.open(
                                settings(ChatProfile.AZURE, server)
                                        .at(server.url() + "/openai/d?api-version=2024-10-21"),
                                network,
                                Meters.NONE)) {
            var answer = new HeardAnswer();
            var _ = model.generate(HELLO, answer);
            assertThat(answer.awaitEnd().text()).isEqualTo("ok");
            var sent = server.requests.getFirst();
            assertThat(sent.head())
                    .startsWith("POST /openai/d/chat/completions?api-version=2024-10-21 HTTP");
            assertThat(sent.header("api-key")).isEqualTo("sk-canary-4711");
            assertThat(sent.header("authorization")).isEmpty();
        }
    }

    @Test
    void history_with_a_tool_is_written_as_the_protocol_wants() throws Exception {
        var request =
                ModelRequest.of(
                        List.of(
                                new Message.Instruction("rules"),
                                new Message.User("when?"),
                                new Message.Assistant(
                                        Sensitive.of(""),
                                        List.of(new ToolCall("c1", "find_slot", "{\"a\":1}"))),
                                new Message.ToolOutcome("c1", "{\"b\":2}"),
                                new Message.Assistant("At nine.")));
        var messages = json(sentBy(ChatProfile.VLLM, request)).path("messages");
        assertThat(messages.toString())
                .isEqualTo(
                        "[{\"role\":\"system\",\"content\":\"rules\"},"
                                + "{\"role\":\"user\",\"content\":\"when?\"},"
                                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":"
                                + "\"c1\",\"type\":\"function\",\"function\":{\"name\":\"find_slot\","
                                + "\"arguments\":\"{\\\"a\\\":1}\"}}]},"
                                + "{\"role\":\"tool\",\"content\":\"{\\\"b\\\":2}\","
                                + "\"tool_call_id\":\"c1\"},"
                                + "{\"role\":\"assistant\",\"content\":\"At nine.\"}]");
    }

    @Test
    void usage_is_told_with_what_came_from_the_cache() throws Exception {
        var answer =
                answerTo(
                        ChatStage.choice("{\"content\":\"hi\"}", "\"stop\"")
                                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":21,"
                                + "\"completion_tokens\":4,\"prompt_tokens_details\":"
                                + "{\"cached_tokens\":8}}}\n\ndata: [DONE]\n\n");
        assertThat(answer.finish().usage()).isEqualTo(new Usage(21, 8, 4));
    }

    @Test
    void oddities_of_compatible_servers_are_borne() throws Exception {
        var odd =
                "\uFEFF: ping\r\n\r\ndata:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grü\\ud83d\"},"
                        + "\"finish_reason\":null}]}\r\n\r\n"
                        + "data: {\"choices\":[{\"delta\":{\"content\":\"\\ude00ße\",\"reasoning\":\"hm\"}}]}\r\n\r\n"
                        + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\",\"stop_reason\":7}],"
                        + "\"timings\":{}}\r\n\r\n";
        var answer = answerTo(odd);
        assertThat(answer.text()).isEqualTo("Grü\uD83D\uDE00ße");
        assertThat(answer.finish()).isEqualTo(new Finish(Finish.Reason.STOP, Usage.UNKNOWN));
    }

    @Test
    void thoughts_are_not_spoken() throws Exception {
        var answer =
                answerTo(
                        ChatStage.choice("{\"reasoning_content\":\"secret thought\"}", "null")
                                + ChatStage.choice("{\"content\":\"Yes.\"}", "\"stop\"")
                                + "data: [DONE]\n\n");
        assertThat(answer.text()).isEqualTo("Yes.");
    }

    @Test
    void splits_within_characters_and_lines_change_nothing() throws Exception {
        var whole =
                (ChatStage.choice("{\"content\":\"Grüße \u6f22\u5b57 \uD83D\uDE00\"}", "null")
                                + ChatStage.choice("{\"content\":\" Ende.\"}", "\"stop\"")
                                + "data: [DONE]\n\n")
                        .getBytes(StandardCharsets.UTF_8);
        var random = new SplittableRandom(5);
        try (var server =
                        new RawServer((_, peer) -> {
                            peer.streams("text/event-stream");
                            int from = 0;
                            while (from < whole.length) {
                                int to = Math.min(whole.length, from + random.nextInt(1, 9));
                                peer.chunk(java.util.Arrays.copyOfRange(whole, from, to));
                                from = to;
                            }
                            peer.endOfStream();
                        });
                var model =
                        ChatModel.open(settings(ChatProfile.VLLM, server), network, Meters.NONE)) {
            for (int i = 0; i < 20; i++) {
                var answer = new HeardAnswer();
                var _ = model.generate(HELLO, answer);
                assertThat(answer.awaitEnd().text())
                        .isEqualTo("Grüße \u6f22\u5b57 \uD83D\uDE00 Ende.");
            }
        }
    }

    @Test
    void error_in_the_stream_fails_by_its_kind() throws Exception {
        var answer =
                answerTo(
                        ChatStage.choice("{\"content\":\"Half \"}", "null")
                                + "data: {\"error\":{\"message\":\"slow\",\"code\":429}}\n\n");
        assertThat(answer.text()).isEqualTo("Half ");
        assertThat(answer.fault().kind()).isEqualTo(ProviderFailure.RATE);
    }

    @Test
    void garbage_in_the_stream_fails_as_protocol() throws Exception {
        assertThat(answerTo("data: {\"choices\":[\n\n").fault().kind())
                .isEqualTo(ProviderFailure.PROTOCOL);
        assertThat(answerTo("data: 7\n\n").fault().kind()).isEqualTo(ProviderFailure.PROTOCOL);
    }

    @Test
    void line_beyond_the_bound_fails_as_protocol() throws Exception {
        assertThat(answerTo("data: " + "x".repeat(1_100_000)).fault().kind())
                .isEqualTo(ProviderFailure.PROTOCOL);
    }

    @Test
    void server_that_does_not_speak_http_fails_as_protocol() throws Exception {
        try (var server = new RawServer((_, peer) -> peer.send("SSH-2.0-hello\r\n\r\n"));
                var model =
                        ChatModel.open(settings(ChatProfile.VLLM, server), network, Meters.NONE)) {
            var answer = new HeardAnswer();
            var _ = model.generate(HELLO, answer);
            assertThat(answer.awaitEnd().fault().kind()).isEqualTo(ProviderFailure.PROTOCOL);
        }
    }

    @Test
    void cut_answer_has_no_tool_calls() throws Exception {
        var answer =
                answerTo(
                        ChatStage.choice(
                                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
                                                + "{\"name\":\"f\",\"arguments\":\"{\\\"a\"}}]}",
                                        "\"length\"")
                                + "data: [DONE]\n\n");
        assertThat(answer.calls()).isEmpty();
        assertThat(answer.finish().reason()).isEqualTo(Finish.Reason.LENGTH);
    }

    @Test
    void tool_calls_count_though_the_server_says_stop() throws Exception {
        var answer =
                answerTo(
                        ChatStage.choice(
                                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
                                                + "{\"name\":\"f\",\"arguments\":\"{}\"}}]}",
                                        "\"stop\"")
                                + "data: [DONE]\n\n");
        assertThat(answer.calls()).hasSize(1);
        assertThat(answer.finish().reason()).isEqualTo(Finish.Reason.TOOL_CALLS);
    }

    @Test
    void nobody_at_the_address_is_a_network_failure() throws Exception {
        String url;
        try (var server = new RawServer((_, _) -> {})) {
            url = server.url();
        }
        try (var model =
                ChatModel.open(
                        ChatSettings.of(
                                        ChatProfile.OPENAI,
                                        Optional.of(Secret.of("sk-canary-4711")),
                                        "")
                                .at(url),
                        network,
                        Meters.NONE)) {
            var answer = new HeardAnswer();
            var _ = model.generate(HELLO, answer);
            assertThat(answer.awaitEnd().fault().kind()).isEqualTo(ProviderFailure.NETWORK);
        }
    }

    @Test
    void waited_for_as_the_provider_asks() throws Exception {
        try (var server = new RawServer((_, peer) -> peer.answers(429, "Retry-After: 3\r\n", ""));
                var model =
                        ChatModel.open(settings(ChatProfile.VLLM, server), network, Meters.NONE)) {
            var answer = new HeardAnswer();
            var _ = model.generate(HELLO, answer);
            assertThat(answer.awaitEnd().fault().retryAfter()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void connections_are_opened_ahead_and_used_again() throws Exception {
        try (var server = new RawServer(saying("ok"))) {
            try (var model =
                    ChatModel.open(settings(ChatProfile.VLLM, server), network, Meters.NONE)) {
                Patience.until("two connections stand before any turn", () -> server.open() == 2);
                for (int i = 0; i < 10; i++) {
                    var answer = new HeardAnswer();
                    var _ = model.generate(HELLO, answer);
                    answer.awaitEnd();
                }
                assertThat(server.accepted()).isLessThanOrEqualTo(4);
            }
            Patience.until("no connection is left behind", () -> server.open() == 0);
        }
    }

    @Test
    void connection_that_died_while_it_waited_costs_nothing() throws Exception {
        try (var server =
                        new RawServer((request, peer) -> {
                            saying("ok").serve(request, peer);
                            // As if a proxy had forgotten it: the next request breaks.
                            boolean _ = peer.in().read() >= 0;
                            peer.close();
                        });
                var model = oneConnection(server)) {
            for (int i = 0; i < 3; i++) {
                var answer = new HeardAnswer();
                var _ = model.generate(HELLO, answer);
                assertThat(answer.awaitEnd().text()).isEqualTo("ok");
            }
        }
    }

    @Test
    void answer_waits_a_moment_for_the_connection_of_one_that_just_ended() throws Exception {
        var rest = new CountDownLatch(1);
        try (var server =
                        new RawServer((_, peer) -> {
                            peer.streams("text/event-stream");
                            peer.chunk(
                                    """
                                    data: {"choices":[{"delta":{"content":"ok"}}]}

                                    data: [DONE]

                                    """);
                            rest.await();
                            peer.endOfStream();
                        });
                var model = oneConnection(server)) {
            var first = new HeardAnswer();
            var _ = model.generate(HELLO, first);
            assertThat(first.awaitEnd().text()).isEqualTo("ok");
            var second = new HeardAnswer();
            var _ = model.generate(HELLO, second);
            rest.countDown();
            assertThat(second.awaitEnd().text()).isEqualTo("ok");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void more_answers_than_connections_fail_as_overloaded() throws Exception {
        try (var server =
                        new RawServer((_, peer) -> {
                            peer.streams("text/event-stream");
                            peer.awaitClientGone();
                        });
                var model = oneConnection(server)) {
            var first = model.generate(HELLO, new HeardAnswer());
            var second = new HeardAnswer();
            var _ = model.generate(HELLO, second);
            assertThat(second.awaitEnd().fault().kind()).isEqualTo(ProviderFailure.OVERLOADED);
            first.close();
        }
    }

    @Test
    void settings_that_cannot_work_are_refused_without_the_key() {
        assertThatThrownBy(() -> ChatSettings.of(ChatProfile.OPENAI, Optional.empty(), ""))
                .hasMessageContaining("expected a key");
        assertThatThrownBy(() -> ChatSettings.of(ChatProfile.GROQ, Optional.of(Secret.of("k")), ""))
                .hasMessageContaining("expected the name of a model");
        assertThatThrownBy(
                        () -> ChatSettings.of(ChatProfile.AZURE, Optional.of(Secret.of("k")), "m"))
                .hasMessageContaining("expected its address");
        assertThatThrownBy(() ->
                        ChatSettings.of(ChatProfile.VLLM, Optional.empty(), "m")
                                .at("https://sk-canary@host/v1"))
                .hasMessageContaining("without user")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> ChatProfile.named("openia")).hasMessageContaining("openrouter");
        var settings = ChatSettings.of(ChatProfile.OPENAI, Optional.of(Secret.of("sk-canary")), "");
        assertThat(settings.toString()).doesNotContain("canary");
    }

    private static RawServer.Script saying(String text) {
        return (_, peer) -> {
            peer.streams("text/event-stream");
            peer.chunk(ChatStage.choice("{\"content\":\"" + text + "\"}", "\"stop\""));
            peer.chunk("data: [DONE]\n\n");
            peer.endOfStream();
        };
    }

    private static HeardAnswer answerTo(String stream) throws Exception {
        try (var server =
                        new RawServer((_, peer) -> {
                            peer.streams("text/event-stream; charset=utf-8");
                            peer.chunk(stream);
                            peer.endOfStream();
                        });
                var model =
                        ChatModel.open(settings(ChatProfile.VLLM, server), network, Meters.NONE)) {
            var answer = new HeardAnswer();
            var _ = model.generate(HELLO, answer);
            return answer.awaitEnd();
        }
    }

    private static RawServer.Request sentBy(ChatProfile profile, ModelRequest request)
            throws Exception {
        try (var server = new RawServer(saying("ok"));
                var model = ChatModel.open(settings(profile, server), network, Meters.NONE)) {
            var answer = new HeardAnswer();
            var _ = model.generate(request, answer);
            answer.awaitEnd();
            return server.requests.getFirst();
        }
    }

    private static ChatSettings settings(ChatProfile profile, RawServer server) {
        return new ChatSettings(
                profile.name(),
                profile,
                server.url() + "/v1",
                Optional.of(Secret.of("sk-canary-4711")),
                "a-model",
                profile.reasoning(),
                false,
                PoolSettings.DEFAULT);
    }

    private static JsonNode json(RawServer.Request sent) throws IOException {
        return new ObjectMapper().readTree(sent.body());
    }

    private static ChatModel oneConnection(RawServer server) {
        return ChatModel.open(
                settings(ChatProfile.VLLM, server)
                        .pooled(
                                new PoolSettings(
                                        0, 1, Duration.ofMinutes(1), Duration.ofSeconds(30))),
                network,
                Meters.NONE);
    }
}
