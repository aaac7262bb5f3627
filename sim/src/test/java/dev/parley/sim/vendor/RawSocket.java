package dev.parley.sim.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A WebSocket client of the JDK that keeps what comes, for tests of simulated vendors.
public final class RawSocket implements AutoCloseable, WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 40;

    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final WebSocket socket;

    /// How the connection ended.
    public record Ended(int code, String reason) {}

    /// Connects; throws what the JDK throws if it is refused.
    public RawSocket(String url, String... headers) {
        this(url, List.of(), headers);
    }

    /// Connects offering these protocols.
    public static RawSocket withProtocols(String url, String... protocols) {
        return new RawSocket(url, List.of(protocols));
    }

    private RawSocket(String url, List<String> protocols, String... headers) {
        var builder = http.newWebSocketBuilder();
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.getFirst(), protocols.stream().skip(1).toArray(String[]::new));
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(URI.create(url), this).join();
    }

    /// The answer to a connection that is refused.
    public static HttpResponse<?> refused(String url, String... headers) {
        try {
            new RawSocket(url, headers).close();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse();
            }
            throw e;
        }
        throw new AssertionError("it was not refused");
    }

    public RawSocket text(String json) {
        sent(socket.sendText(json, true));
        return this;
    }

    public RawSocket bytes(byte[] payload) {
        sent(socket.sendBinary(ByteBuffer.wrap(payload), true));
        return this;
    }

    /// What is sent when the other side has just cut the connection is lost, as on any network: how
    /// it ended is among what arrived.
    private static void sent(CompletableFuture<WebSocket> sending) {
        try {
            sending.join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof IOException)) {
                throw e;
            }
        }
    }

    /// Sends a close frame.
    public void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /// What comes next: a `JsonNode`, a `String` that is no JSON, a `byte[]` or [Ended].
    public Object next() throws InterruptedException {
        @Nullable Object next = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came in time");
        }
        return next;
    }

    /// The next message of this type; others before it are dropped.
    public JsonNode next(String type) throws InterruptedException {
        while (true) {
            switch (next()) {
                case JsonNode json when json.path("type").asText().equals(type) -> {
                    return json;
                }
                case Ended ended -> throw new AssertionError("ended before " + type + ": " + ended);
                default -> {}
            }
        }
    }

    /// Everything up to a message of this type, which is the last.
    public List<JsonNode> until(String type) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        while (true) {
            switch (next()) {
                case JsonNode json -> {
                    all.add(json);
                    if (json.path("type").asText().equals(type)) {
                        return all;
                    }
                }
                case Ended ended -> throw new AssertionError("ended before " + type + ": " + ended);
                default -> {}
            }
        }
    }

    /// The sound that comes before a message of this type.
    public byte[] soundUntil(String type) throws InterruptedException {
        var sound = new ByteArrayOutputStream();
        while (true) {
            switch (next()) {
                case byte[] piece -> sound.writeBytes(piece);
                case JsonNode json when json.path("type").asText().equals(type) -> {
                    return sound.toByteArray();
                }
                case Ended ended -> throw new AssertionError("ended before " + type + ": " + ended);
                default -> {}
            }
        }
    }

    /// How it ends; what comes before is dropped.
    public Ended end() throws InterruptedException {
        while (true) {
            if (next() instanceof Ended ended) {
                return ended;
            }
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean isLast) {
        text.append(piece);
        if (isLast) {
            arrived.add(parsed(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private static Object parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return text;
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer piece, boolean isLast) {
        while (piece.hasRemaining()) {
            bytes.write(piece.get());
        }
        if (isLast) {
            arrived.add(bytes.toByteArray());
            bytes.reset();
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        arrived.add(new Ended(code, reason));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        arrived.add(new Ended(1006, ""));
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
