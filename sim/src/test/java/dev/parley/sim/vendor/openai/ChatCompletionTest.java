package dev.parley.sim.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.ModelReply;
import dev.parley.sim.vendor.script.Switch;
import dev.parley.sim.vendor.script.VendorScript;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatCompletionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASK =
            """
            {"model":"m","stream":true,"stream_options":{"include_usage":true},
             "messages":[{"role":"user","content":"good day"}]}
            """;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Vendors vendors =
            Vendors.start(
                    VendorScript.usual()
                            .with(Delay.FIRST_TOKEN, Duration.ZERO)
                            .with(Delay.BETWEEN_TOKENS, Duration.ZERO)
                            .with(question -> ModelReply.say("Schöne Grüße 🙂 to you.")));

    @AfterEach
    void close() {
        vendors.close();
        http.close();
    }

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(URI.create(vendors.url("openai") + "/v1/chat/completions"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer sim-key")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return http.send(request(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<JsonNode> events(String stream) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (var line : stream.split("\n")) {
            if (line.startsWith("data: {")) {
                events.add(JSON.readTree(line.substring(6)));
            }
        }
        return events;
    }

    private static String said(String stream) throws IOException {
        var text = new StringBuilder();
        for (var event : events(stream)) {
            text.append(event.path("choices").path(0).path("delta").path("content").asText(""));
        }
        return text.toString().replace("null", "");
    }

    @Test
    void answer_comes_in_tokens_with_usage_last_and_done() throws Exception {
        var answer = post(ASK);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("text/event-stream; charset=utf-8");
        assertThat(said(answer.body())).isEqualTo("Schöne Grüße 🙂 to you.");
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        var events = events(answer.body());
        assertThat(events.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(events.get(events.size() - 2).at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
        assertThat(events.getLast().path("choices")).isEmpty();
        assertThat(events.getLast().at("/usage/total_tokens").asInt()).isEqualTo(7);
        assertThat(events.stream().map(event -> event.path("id").asText()).distinct()).hasSize(1);
        assertThat(vendors.violations()).isEmpty();
        var seen = vendors.requests("openai").getFirst();
        assertThat(seen.end()).isEqualTo("done");
        assertThat(seen.json().at("/messages/0/content").asText()).isEqualTo("good day");
        assertThat(seen.headers()).doesNotContainKey("authorization");
    }

    @Test
    void answer_comes_whole_if_no_stream_is_wanted() throws Exception {
        var answer = post("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        var body = JSON.readTree(answer.body());
        assertThat(body.at("/choices/0/message/content").asText())
                .isEqualTo("Schöne Grüße 🙂 to you.");
        assertThat(body.path("object").asText()).isEqualTo("chat.completion");
    }

    @Test
    void calls_of_tools_come_in_pieces_by_index() throws Exception {
        vendors.script(
                vendors.script()
                        .with(question ->
                                new ModelReply(
                                        "One moment. ",
                                        List.of(
                                                new ModelReply.Call("find", "{\"day\":\"monday\"}"),
                                                new ModelReply.Call("price", "{}")),
                                        "")));
        var events = events(post(ASK).body());
        var arguments = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (var event : events) {
            var call = event.at("/choices/0/delta/tool_calls/0");
            if (call.path("index").asInt(-1) == 0) {
                arguments.append(call.at("/function/arguments").asText());
            }
            if (call.at("/function").has("name")) {
                names.add(call.at("/function/name").asText());
            }
        }
        assertThat(arguments).hasToString("{\"day\":\"monday\"}");
        assertThat(names).containsExactly("find", "price");
        assertThat(events.get(events.size() - 2).at("/choices/0/finish_reason").asText())
                .isEqualTo("tool_calls");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | you must provide a model parameter",
                "{'model':'m'} | Missing required parameter: 'messages'.",
                "{'model':'m','messages':[],'x':1} | Unrecognized request argument supplied: x",
                "{'model':'m','messages':[]} | empty array",
                "{'model':'m','messages':[{'role':'human','content':'x'}]} | Invalid value:"
                        + " 'human'",
                "{'model':'m','messages':[{'role':'user'}]} | expected a string",
                "{'model':'m','messages':[{'role':'tool','tool_call_id':'a','content':'x'}]} | must"
                        + " be a response to a preceeding message",
                "{'model':'m','messages':[{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}]},{'role':'user','content':'x'}]}"
                        + " | did not have response messages: a",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'stream_options':{}} |"
                        + " only allowed when 'stream' is enabled",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'temperature':3} | Invalid"
                        + " 'temperature'",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tool_choice':'auto'} |"
                        + " only allowed when 'tools' are specified",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tools':[{'type':'function','function':{'name':'a"
                        + " b'}}]} | function.name",
                "no json | could not parse the JSON body"
            })
    void broken_request_is_refused_and_kept_as_a_violation(String body, String message)
            throws Exception {
        var answer = post(body.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error/message").asText())
                .contains(message.replace('"', '\''));
        assertThat(JSON.readTree(answer.body()).at("/error/type").asText())
                .isEqualTo("invalid_request_error");
        assertThat(vendors.violations()).hasSize(1);
    }

    @Test
    void wrong_key_and_no_key_and_unknown_model_are_refused_in_words_of_the_vendor()
            throws Exception {
        vendors.script(vendors.script().withKey("openai", "other").withModels("gpt-x@2027-01-14"));
        var wrong = post(ASK);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(wrong.body()).at("/error/code").asText())
                .isEqualTo("invalid_api_key");
        vendors.script(vendors.script().withKey("openai", "sim-key"));
        var unknown = post(ASK);
        assertThat(post(ASK.replace("\"m\"", "\"gpt-x\"")).statusCode()).isEqualTo(200);
        vendors.script(vendors.script().withKey("openai", ""));
        assertThat(post(ASK.replace("\"m\"", "\"gpt-x\"")).statusCode()).isEqualTo(200);
        vendors.script(vendors.script().withKey("openai", "sim-key"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(unknown.body()).at("/error/code").asText())
                .isEqualTo("model_not_found");
        var models =
                http.send(
                        HttpRequest.newBuilder(URI.create(vendors.url("openai") + "/v1/models"))
                                .header("Authorization", "Bearer sim-key")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(JSON.readTree(models.body()).at("/data/0/shutdown_date").asText())
                .isEqualTo("2027-01-14");
    }

    @ParameterizedTest
    @CsvSource({
        "llm:401@turn1, 401, invalid_api_key",
        "llm:402@turn1, 402, 402",
        "openai:429@always:7, 429, rate_limit_exceeded",
        "openai.llm:429@request1:quota, 429, insufficient_quota",
        "llm:5xx@turn1:503, 503, server_is_overloaded"
    })
    void refusals_have_the_vendors_own_form(String fault, int status, String code)
            throws Exception {
        vendors.fault(fault);
        var answer = post(ASK);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.headers().firstValue("retry-after").orElse("-"))
                .isEqualTo(fault.endsWith(":7") ? "7" : "-");
        assertThat(vendors.strikes()).hasSize(1);
        assertThat(vendors.violations()).isEmpty();
    }

    @Test
    void fault_of_another_turn_or_vendor_does_not_strike() throws Exception {
        vendors.fault("llm:5xx@turn2");
        vendors.fault("openai-backup:5xx@always");
        vendors.fault("tts:5xx@always");
        assertThat(post(ASK).statusCode()).isEqualTo(200);
        assertThat(vendors.strikes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"llm:refuse@always", "llm:cut@always:3"})
    void connection_that_is_cut_fails_the_client(String fault) {
        vendors.fault(fault);
        assertThatThrownBy(() -> post(ASK)).isInstanceOf(IOException.class);
        assertThat(vendors.requests("openai").getFirst().end()).startsWith("fault ");
    }

    @Test
    void split_stream_is_the_same_stream() throws Exception {
        vendors.fault("llm:split-utf8@always");
        assertThat(said(post(ASK).body())).isEqualTo("Schöne Grüße 🙂 to you.");
    }

    @Test
    void stream_in_the_form_of_other_servers_has_the_same_words() throws Exception {
        vendors.script(
                vendors.script()
                        .with(Switch.CRLF, true)
                        .with(Switch.COMMENTS, true)
                        .with(Switch.SPACE_AFTER_DATA, false)
                        .with(Switch.BYTE_ORDER_MARK, true)
                        .with(Switch.DONE_LINE, false));
        var body = post(ASK).body();
        assertThat(body)
                .startsWith("\uFEFF: ping\r\n\r\ndata:{")
                .doesNotContain("[DONE]")
                .endsWith("}\r\n\r\n");
    }

    @Test
    void zero_bytes_duplicates_late_garbage_and_errors_are_what_they_are_called() throws Exception {
        vendors.fault("llm:zero-bytes@request1");
        vendors.fault("llm:duplicate@request2");
        vendors.fault("llm:late@request3:2");
        vendors.fault("llm:error@request4");
        assertThat(post(ASK).body()).isEmpty();
        assertThat(post(ASK).body()).endsWith("data: [DONE]\n\ndata: [DONE]\n\n");
        assertThat(post(ASK).body())
                .contains("data: [DONE]\n\ndata: {")
                .contains(" late0")
                .contains(" late1");
        assertThat(post(ASK).body())
                .endsWith("\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n");
        vendors.clearFaults();
        vendors.fault("llm:garbage@always");
        var garbage =
                http.send(request(ASK).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
        assertThat(new String(garbage, StandardCharsets.UTF_8))
                .startsWith("data: {")
                .doesNotContain("[DONE]");
    }

    @Test
    void client_that_leaves_a_stalled_stream_is_noticed() throws Exception {
        vendors.fault("llm:stall@turn1");
        var answer = http.send(request(ASK).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            assertThat(body.read()).isEqualTo('d');
            assertThat(vendors.open("openai")).isEqualTo(1);
        }
        var seen = vendors.requests("openai").getFirst();
        assertThat(seen.awaitEnd(Duration.ofSeconds(60))).isTrue();
        assertThat(seen.end()).isEqualTo("client-gone");
        assertThat(vendors.open("openai")).isZero();
    }

    @Test
    void stall_with_a_time_goes_on_afterwards() throws Exception {
        vendors.fault("llm:stall@turn1:50ms");
        assertThat(said(post(ASK).body())).isEqualTo("Schöne Grüße 🙂 to you.");
    }
}
