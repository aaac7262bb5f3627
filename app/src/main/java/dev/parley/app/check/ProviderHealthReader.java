package dev.parley.app.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Asks a running server how its providers do (`GET /providers`). Blocks at most some seconds.
public final class ProviderHealthReader {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProviderHealthReader() {}

    /// Empty if no server answers there.
    ///
    /// @param ops address of health and metrics, `http://127.0.0.1:9090`
    public static Optional<List<ProviderState>> read(URI ops) throws InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(ops.resolve("/providers"))
                                    .timeout(LIMIT)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? Optional.of(states(JSON.readTree(answer.body())))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static List<ProviderState> states(JsonNode all) {
        var states = new ArrayList<ProviderState>();
        for (var each : all) {
            var failures = new TreeMap<String, Integer>();
            each.path("failures")
                    .properties()
                    .forEach(kind -> failures.put(kind.getKey(), kind.getValue().asInt()));
            states.add(
                    new ProviderState(
                            each.path("name").asText(),
                            each.path("stage").asText(),
                            each.path("breaker").asText(),
                            millis(each.path("p50Millis")),
                            millis(each.path("p95Millis")),
                            failures));
        }
        return states;
    }

    private static OptionalLong millis(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }
}
