package dev.parley.app.ops;

import dev.parley.observe.PrometheusMeters;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/// `/live` (the process answers), `/ready` (it takes calls; 503 with the reasons if not), `/health`
/// (both, with figures) and `/metrics`. Own Vert.x, one event loop.
public final class OpsServer implements AutoCloseable {
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final HttpServer server;
    private final Readiness readiness;
    private final PrometheusMeters meters;
    private final IntSupplier activeCalls;
    private final long startedNanos = System.nanoTime();

    public OpsServer(Readiness readiness, PrometheusMeters meters, IntSupplier activeCalls) {
        this.readiness = readiness;
        this.meters = meters;
        this.activeCalls = activeCalls;
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
            default ->
                    json(
                            request,
                            404,
                            new JsonObject()
                                    .put("error", "expected /live, /ready, /health or /metrics"));
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

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(body.encode());
    }

    @Override
    public void close() {
        var _ = vertx.close();
    }
}
