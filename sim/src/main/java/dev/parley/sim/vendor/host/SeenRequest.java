package dev.parley.sim.vendor.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.wire.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// One HTTP request or WebSocket connection as a vendor saw it, never with its key. Thread-safe;
/// what came and how it ended grows while it is open.
public final class SeenRequest {
    private static final int MAX_TEXTS = 10_000;
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "x-api-key", "api-key", "sec-websocket-protocol", "cookie");
    private static final Set<String> SECRET_PARAMETERS = Set.of("api_key", "access_token");

    private final Stage stage;
    private final long connection;
    private final String method;
    private final String path;
    private final Map<String, List<String>> query;
    private final boolean hasKeyInQuery;
    private final Map<String, String> headers;
    private final String body;
    private final long startedMillis;
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final AtomicLong audioBytes = new AtomicLong();
    private final AtomicLong endedMillis = new AtomicLong(-1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String end = "open";

    SeenRequest(Stage stage, HttpRequest request, long startedMillis) {
        this.stage = stage;
        this.connection = request.connection();
        this.method = request.method();
        this.path = request.path();
        this.query = without(request.query(), SECRET_PARAMETERS);
        this.hasKeyInQuery = !Collections.disjoint(request.query().keySet(), SECRET_PARAMETERS);
        this.headers = without(request.headers(), SECRET_HEADERS);
        this.body = request.header("content-type").startsWith("multipart/") ? "" : request.text();
        this.startedMillis = startedMillis;
    }

    private static <V> Map<String, V> without(Map<String, V> map, Set<String> names) {
        var rest = new LinkedHashMap<>(map);
        rest.keySet().removeAll(names);
        return rest;
    }

    public Stage stage() {
        return stage;
    }

    /// The how-manieth TCP connection of the simulator, from 1.
    public long connection() {
        return connection;
    }

    public String method() {
        return method;
    }

    /// As the client sent it, without the query.
    public String path() {
        return path;
    }

    public Map<String, List<String>> query() {
        return Map.copyOf(query);
    }

    /// Whether the client put a key into the address, where servers and proxies log it.
    public boolean hasKeyInQuery() {
        return hasKeyInQuery;
    }

    /// Names in lower case.
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /// The body, empty for multipart.
    public String body() {
        return body;
    }

    /// The body read as JSON; missing node if it is none.
    public JsonNode json() {
        return Json.lenient(body);
    }

    /// The text messages of a WebSocket client, in order.
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /// The bytes of sound that came.
    public long audioBytes() {
        return audioBytes.get();
    }

    /// Since the start of the simulator.
    public long startedMillis() {
        return startedMillis;
    }

    /// Since the start of the simulator; -1 while it is open.
    public long endedMillis() {
        return endedMillis.get();
    }

    /// `open`, `done` (answered whole), `refused` with the status, `client-gone` (the client closed
    /// before all was sent), `fault` with its name, or `closed` with the code of a WebSocket.
    public String end() {
        return end;
    }

    /// Waits until it has ended.
    ///
    /// @return false if it has not in this time
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isOpen() {
        return endedMillis.get() < 0;
    }

    void text(String text) {
        if (texts.size() < MAX_TEXTS) {
            texts.add(text);
        }
    }

    void audio(long bytes) {
        audioBytes.addAndGet(bytes);
    }

    void end(String how, long millis) {
        if (endedMillis.get() < 0) {
            end = how;
            endedMillis.set(millis);
            ended.countDown();
        }
    }
}
