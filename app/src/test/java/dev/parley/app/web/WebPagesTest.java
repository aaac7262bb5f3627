package dev.parley.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.EndReason;
import dev.parley.compliance.Sensitive;
import dev.parley.meter.Meters;
import dev.parley.store.CallRecord;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebPagesTest {
    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> lookups = new CopyOnWriteArrayList<>();
    private final byte[] wav = new byte[200_000];
    private @Nullable Instant endedAt = START.plusSeconds(20);
    private String recording = "2026-11-21/known.wav";
    private boolean isDatabaseAway;
    private int port;

    private final Calls calls =
            new Calls() {
                @Override
                public Optional<CallRecord> find(String callId) throws SQLException {
                    lookups.add(callId);
                    if (isDatabaseAway) {
                        throw new SQLException("gone");
                    }
                    return callId.equals("known") ? Optional.of(record()) : Optional.empty();
                }

                @Override
                public List<String> writingTools(String agent) {
                    return List.of("book_appointment");
                }

                @Override
                public boolean mayRead(String token, String callId) {
                    return token.equals("good-for-" + callId);
                }
            };

    private final SoundSource sounds =
            name ->
                    name.equals("2026-11-21/known.wav")
                            ? Optional.of(new Bytes(wav))
                            : Optional.empty();

    private static final class Bytes implements SoundSource.Sound {
        private final byte[] wav;

        Bytes(byte[] wav) {
            this.wav = wav;
        }

        @Override
        public long size() {
            return wav.length;
        }

        @Override
        public int read(ByteBuffer into, long position) {
            // Fewer than asked for, as files may.
            int count = (int) Math.min(Math.min(into.remaining(), 10_000), wav.length - position);
            into.put(wav, (int) position, count);
            return count;
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws Exception {
        for (int i = 0; i < wav.length; i++) {
            wav[i] = (byte) (i % 251);
        }
        var pages = new WebPages(calls, sounds, Meters.NONE);
        HttpServer server = vertx.createHttpServer().requestHandler(pages);
        port =
                server.listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS)
                        .actualPort();
    }

    @AfterEach
    void stop() {
        client.close();
        var _ = vertx.close();
    }

    private CallRecord record() {
        return new CallRecord(
                new CallRecord.Header(
                        "known",
                        "default",
                        "garage",
                        "1",
                        "0",
                        "en-US",
                        "browser",
                        "",
                        Sensitive.of("+15550100"),
                        "",
                        START,
                        endedAt,
                        endedAt == null ? null : EndReason.COMPLETED,
                        "booked",
                        recording,
                        null,
                        null,
                        null,
                        null),
                List.of(
                        new CallRecord.Turn(
                                1,
                                CallRecord.Who.AGENT,
                                START.plusSeconds(4),
                                Sensitive.of("<b>Hello</b> there"),
                                Sensitive.of("<b>Hello</b>"),
                                true,
                                true,
                                false,
                                null,
                                null,
                                null)),
                List.of(
                        tool("lookup_customer", true, "{\"name\":\"Ada\"}"),
                        tool("book_appointment", false, "{}"),
                        tool("book_appointment", true, "{\"date\":\"2026-11-24\"}")),
                List.of(),
                null);
    }

    private static CallRecord.ToolCall tool(String name, boolean succeeded, String result) {
        return new CallRecord.ToolCall(
                1,
                name,
                START.plusSeconds(10),
                Sensitive.of("{\"customer_id\":\"7\"}"),
                succeeded,
                succeeded ? "" : "slot-taken",
                Sensitive.of(result),
                12);
    }

    @Test
    void the_front_door_leads_to_the_talk_page() throws Exception {
        var answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("/talk");
        var page = get("/talk?agent=garage");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("Start the call");
    }

    @Test
    void every_file_of_the_page_is_served_and_nothing_else_lies_in_its_folder() throws Exception {
        var folder = Path.of("src/main/resources/web/talk");
        try (Stream<Path> files = Files.walk(folder)) {
            var inFolder =
                    files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString())
                            .filter(file -> !file.equals("index.html"));
            assertThat(inFolder).containsExactlyInAnyOrderElementsOf(TalkPage.FILES);
        }
        for (var file : TalkPage.FILES) {
            assertThat(get("/talk/" + file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void nothing_of_the_page_stands_inline_so_that_the_policy_can_forbid_it() throws Exception {
        assertThat(get("/talk").body())
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContain("<style")
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContain("style=");
    }

    @Test
    void every_answer_carries_the_strict_headers() throws Exception {
        for (var path : List.of("/talk", "/talk/main.js", "/nothing", "/api/v1/calls/known")) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("content-security-policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("script-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("referrer-policy")).contains("no-referrer");
            assertThat(headers.firstValue("permissions-policy").orElseThrow())
                    .contains("microphone=(self)");
        }
    }

    @Test
    void a_file_that_did_not_change_is_not_sent_again() throws Exception {
        var tag = get("/talk/main.js").headers().firstValue("etag").orElseThrow();
        var again = get("/talk/main.js", "if-none-match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void a_browser_that_takes_gzip_gets_it() throws Exception {
        var answer = get("/talk/main.js", "accept-encoding", "gzip, br");
        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("vary")).contains("accept-encoding");
    }

    @Test
    void other_methods_are_refused() throws Exception {
        var request =
                HttpRequest.newBuilder(uri("/talk"))
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @Test
    void a_foreign_name_that_leads_to_this_machine_gets_no_page_without_tls() throws Exception {
        var answer = raw("GET /talk HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403").contains("needs a secure address");
        var proxied =
                raw(
                        "GET /talk HTTP/1.1\r\nHost: voice.example\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n");
        assertThat(proxied).startsWith("HTTP/1.1 200");
    }

    @Test
    void the_record_says_what_was_said_heard_and_booked() throws Exception {
        var json = new JsonObject(get("/api/v1/calls/known?access=good-for-known").body());
        assertThat(json.getString("outcome")).isEqualTo("booked");
        assertThat(json.getLong("duration_ms")).isEqualTo(20_000);
        assertThat(json.getBoolean("recording")).isTrue();
        var turn = json.getJsonArray("turns").getJsonObject(0);
        assertThat(turn.getString("heard")).isEqualTo("<b>Hello</b>");
        assertThat(turn.getBoolean("cut")).isTrue();
        assertThat(turn.getLong("to_ms")).isEqualTo(4_000);
        assertThat(json.getJsonArray("booked"))
                .containsExactly(
                        new JsonObject()
                                .put("tool", "book_appointment")
                                .put("values", new JsonObject().put("date", "2026-11-24")));
        assertThat(json.encode()).doesNotContain("+15550100").doesNotContain("customer_id");
    }

    @Test
    void a_record_that_is_still_written_is_asked_for_again() throws Exception {
        endedAt = null;
        for (var path : List.of("", "/recording.wav")) {
            var answer = get("/api/v1/calls/known" + path + "?access=good-for-known");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().firstValue("retry-after")).contains("1");
        }
    }

    @Test
    void a_database_that_is_away_is_told_as_such() throws Exception {
        isDatabaseAway = true;
        assertThat(get("/api/v1/calls/known?access=good-for-known").statusCode()).isEqualTo(503);
    }

    @Test
    void a_recording_is_served_whole_and_in_parts() throws Exception {
        var address = uri("/api/v1/calls/known/recording.wav?access=good-for-known");
        var whole =
                client.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("accept-ranges")).contains("bytes");
        assertThat(whole.body()).isEqualTo(wav);

        var part =
                client.send(
                        HttpRequest.newBuilder(address).header("range", "bytes=100-299").build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("content-range")).contains("bytes 100-299/200000");
        assertThat(part.body()).hasSize(200).startsWith((byte) 100, (byte) 101);

        var outside =
                client.send(
                        HttpRequest.newBuilder(address).header("range", "bytes=200000-").build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(outside.statusCode()).isEqualTo(416);
    }

    @Test
    void a_recording_that_is_gone_is_not_found() throws Exception {
        recording = "";
        var path = "/api/v1/calls/known/recording.wav?access=good-for-known";
        assertThat(get(path).statusCode()).isEqualTo(404);
        recording = "2026-11-20/erased.wav";
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/calls/known",
                "/api/v1/calls/known?access=",
                "/api/v1/calls/known?access=good-for-other",
                "/api/v1/calls/other?access=good-for-known",
                "/api/v1/calls/known/recording.wav?access=wrong",
            })
    void whoever_has_no_good_token_learns_nothing(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(lookups).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/talk/../../../etc/passwd",
                "/talk/%2e%2e/%2e%2e/etc/passwd",
                "/talk/..%2f..%2fapplication.yaml",
                "/talk/sound/../main.js",
                "/talk//main.js",
                "/talk/main.js/",
                "/talk/package-info.class",
                "/web/talk/main.js",
                "//etc/passwd",
                "/api/v1/calls/../../../etc/passwd?access=x",
                "/api/v1/calls/..%2F..%2Fetc%2Fpasswd?access=good-for-..%2F..%2Fetc%2Fpasswd",
                "/api/v1/calls/known%2Frecording.wav?access=good-for-known",
                "/api/v1/calls/known/../known?access=good-for-known",
                "/api/v1/calls/known/recording.wav/..?access=good-for-known",
                "/api/v1/calls/known%00?access=good-for-known",
                "/api/v1/calls/?access=good-for-",
                "/api/v1/calls/<script>alert(1)</script>?access=x",
                "/<script>alert(1)</script>",
            })
    void paths_that_are_none_of_ours_are_not_found_and_not_repeated(String path) throws Exception {
        var answer =
                raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        assertThat(answer).containsPattern("^HTTP/1.1 (404|400)");
        assertThat(answer).doesNotContain("root:").doesNotContain("<script>alert");
        assertThat(lookups).isEmpty();
    }

    @Test
    void a_head_request_gets_the_headers_alone() throws Exception {
        var answer = raw("HEAD /talk HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("etag").doesNotContain("<html");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// As it stands on the wire: a client library would tidy the path.
    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
