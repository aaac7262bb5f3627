package dev.parley.app.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Metric;
import dev.parley.observe.PrometheusMeters;
import dev.parley.providers.chain.ProviderHealth;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpsServerTest {
    private final AtomicReference<String> trouble = new AtomicReference<>("");
    private final Readiness readiness = new Readiness();
    private final PrometheusMeters meters = new PrometheusMeters();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile List<ProviderHealth> providers = List.of();
    private final OpsServer server = new OpsServer(readiness, meters, () -> 3, () -> providers);
    private int port;

    @BeforeEach
    void start() throws Exception {
        readiness.add(
                "database",
                () -> Optional.ofNullable(trouble.get()).filter(reason -> !reason.isEmpty()));
        port = server.start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        meters.close();
    }

    @Test
    void ready_answers_503_with_the_reason_and_200_once_it_is_gone() throws Exception {
        trouble.set("no connection");
        var refused = ask("/ready");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("database: no connection");
        assertThat(ask("/live").statusCode()).isEqualTo(200);

        trouble.set("");
        assertThat(ask("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void providers_are_listed_with_what_is_known_of_them() throws Exception {
        assertThat(ask("/providers").body()).isEqualTo("[]");
        providers =
                List.of(
                        new ProviderHealth(
                                "deepgram",
                                "hears",
                                "half-open",
                                20,
                                Duration.ofMillis(120),
                                Duration.ofMillis(480),
                                Map.of(ProviderFailure.TIMED_OUT, 5L)),
                        new ProviderHealth("local", "hears", "closed", 0, null, null, Map.of()));
        assertThat(ask("/providers").body())
                .isEqualTo(
                        "[{\"name\":\"deepgram\",\"stage\":\"hears\",\"breaker\":\"half-open\","
                                + "\"samples\":20,\"p50Millis\":120,\"p95Millis\":480,"
                                + "\"failures\":{\"timed-out\":5}},"
                                + "{\"name\":\"local\",\"stage\":\"hears\",\"breaker\":\"closed\","
                                + "\"samples\":0,\"p50Millis\":null,\"p95Millis\":null,"
                                + "\"failures\":{}}]");
    }

    @Test
    void an_offer_of_http_2_without_encryption_is_not_taken() throws Exception {
        assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(ask("/metrics").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void metrics_are_told_in_the_format_that_is_asked_for() throws Exception {
        meters.timer(Metric.TURN_GAP).record(Duration.ofMillis(40), "call-7");
        assertThat(ask("/metrics").body()).doesNotContain("call-7", "# EOF");
        var open =
                client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .header("accept", "application/openmetrics-text;version=1.0.0,*/*")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(open.headers().firstValue("content-type").orElse(""))
                .startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(open.body()).contains("# {call_id=\"call-7\"}").endsWith("# EOF\n");
    }

    @Test
    void health_tells_the_parts_and_the_calls_in_progress() throws Exception {
        var answer = ask("/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"active_calls\":3").contains("\"database\":\"ok\"");
    }

    @Test
    void metrics_are_in_the_prometheus_text_format_and_other_paths_say_what_there_is()
            throws Exception {
        meters.counter(Metric.CALLS, "twilio", "completed").increment();
        assertThat(ask("/metrics").body()).contains("# TYPE parley_calls_total counter");
        assertThat(ask("/metrics").headers().firstValue("content-type").orElseThrow())
                .startsWith("text/plain");
        var unknown = ask("/healthz");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("/ready");
    }

    @Test
    void a_taken_port_is_refused_with_the_port_and_the_remedy() {
        try (var second = new OpsServer(readiness, meters, () -> 0, List::of)) {
            assertThatThrownBy(() -> second.start("127.0.0.1", port))
                    .isInstanceOf(PortTaken.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("--ops-port");
        }
    }

    private HttpResponse<String> ask(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
