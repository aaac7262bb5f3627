package dev.parley.app.ops;

import dev.parley.observe.PrometheusMeters;
import dev.parley.providers.chain.ProviderHealth;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/live` (the process answers), `/ready` (it takes calls; 503 with the reasons if not), `/health`
/// (both, with figures), `/metrics` and `/providers` (how each has done lately). Own Vert.x, one
/// event loop.
public final class OpsServer implements AutoCloseable {
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final HttpServer server;
    private final Readiness readiness;
    private final PrometheusMeters meters;
    private final IntSupplier activeCalls;
    private final Supplier<List<ProviderHealth>> providers;
    private final long startedNanos = System.nanoTime();

    /// @param providers answers at once
    public OpsServer(
            Readiness readiness,
            PrometheusMeters meters,
            IntSupplier activeCalls,
            Supplier<List<ProviderHealth>> providers) {
        this.readiness = readiness;
        this.meters = meters;
        this.activeCalls = activeCalls;
        this.providers = providers;
        // An upgrade to HTTP/2 on an open connection can lose the answer; nobody who scrapes needs
        // it.
        var options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
        this.server = vertx.createHttpServer(options).requestHandler(this::answer);
    }

    /// Binds and returns the port. Throws [PortTaken] with the remedy if it cannot.
    public int start(String host, int port) throws InterruptedException {
        try {
            return server.listen(port, host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .actualPort();
        } catch (ExecutionException | TimeoutException e) {
            throw new PortTaken("ops", host, port, "server.ops-port (--ops-port)", e);
        }
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/live" -> json(request, 200, new JsonObject().put("status", "live"));
            case "/ready" -> ready(request);
            case "/health", "/api/v1/health" -> health(request);
            case "/metrics" -> metrics(request);
            case "/providers" -> providers(request);
            default ->
                    json(
                            request,
                            404,
                            new JsonObject()
                                    .put(
                                            "error",
                                            "expected /live, /ready, /health, /metrics or /providers"));
        }
    }

    /// In the format of OpenMetrics for those who ask for it: only that one has exemplars.
    private void metrics(HttpServerRequest request) {
        var accepted = request.getHeader("accept");
        boolean isOpen = accepted != null && accepted.contains("application/openmetrics-text");
        request.response()
                .putHeader(
                        "content-type",
                        isOpen
                                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                : "text/plain; version=0.0.4; charset=utf-8")
                .end(isOpen ? meters.scrapeOpenMetrics() : meters.scrape());
    }

    private void ready(HttpServerRequest request) {
        var states = readiness.states();
        boolean ready = states.stream().allMatch(Readiness.State::isReady);
        var reasons = new JsonArray();
        states.stream()
                .filter(state -> !state.isReady())
                .forEach(state -> reasons.add(state.part() + ": " + state.reason()));
        json(
                request,
                ready ? 200 : 503,
                new JsonObject()
                        .put("status", ready ? "ready" : "not ready")
                        .put("reasons", reasons));
    }

    private void health(HttpServerRequest request) {
        var parts = new JsonObject();
        boolean healthy = true;
        for (var state : readiness.states()) {
            healthy &= state.isReady();
            parts.put(state.part(), state.isReady() ? "ok" : state.reason());
        }
        json(
                request,
                healthy ? 200 : 503,
                new JsonObject()
                        .put("status", healthy ? "healthy" : "unhealthy")
                        .put("uptime_seconds", (System.nanoTime() - startedNanos) / 1_000_000_000)
                        .put("active_calls", activeCalls.getAsInt())
                        .put("parts", parts));
    }

    private void providers(HttpServerRequest request) {
        var all = new JsonArray();
        providers.get().forEach(each -> all.add(provider(each)));
        json(request, 200, all.encode());
    }

    private static JsonObject provider(ProviderHealth health) {
        var failures = new JsonObject();
        new TreeMap<>(health.failures())
                .forEach((kind, count) -> failures.put(kind.label(), count));
        return new JsonObject()
                .put("name", health.name())
                .put("stage", health.stage())
                .put("breaker", health.breaker())
                .put("samples", health.samples())
                .put("p50Millis", millis(health.p50()))
                .put("p95Millis", millis(health.p95()))
                .put("failures", failures);
    }

    private static @Nullable Long millis(@Nullable Duration time) {
        return time == null ? null : time.toMillis();
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        json(request, status, body.encode());
    }

    private static void json(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(body);
    }

    @Override
    public void close() {
        var _ = vertx.close();
    }
}
