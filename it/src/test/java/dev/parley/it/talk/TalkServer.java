package dev.parley.it.talk;

import dev.parley.app.web.Calls;
import dev.parley.app.web.SoundSource;
import dev.parley.app.web.WebPages;
import dev.parley.meter.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The server's pages, with a socket beside them whose agent says what a test tells it to.
final class TalkServer implements AutoCloseable {
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final WebPages pages;
    private final BlockingQueue<PageLine> lines = new LinkedBlockingQueue<>();
    private volatile int refusal;
    private volatile boolean takesNoSockets;
    private HttpServer server;
    private final int port;

    TalkServer(Calls calls, SoundSource recordings) throws Exception {
        pages = new WebPages(calls, recordings, Meters.NONE);
        server = listen(0);
        port = server.actualPort();
    }

    private HttpServer listen(int wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
        return vertx.createHttpServer()
                .requestHandler(this::answer)
                .webSocketHandshakeHandler(handshake -> {
                    if (takesNoSockets) {
                        handshake.reject(410);
                    } else {
                        handshake.accept();
                    }
                })
                .webSocketHandler(this::take)
                .listen(wanted, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void answer(HttpServerRequest request) {
        if (!request.path().equals("/rtvi/start")) {
            pages.handle(request);
            return;
        }
        var json = request.response().putHeader("content-type", "application/json");
        if (refusal != 0) {
            json.setStatusCode(refusal)
                    .end(new JsonObject().put("info", "no line is free").encode());
        } else {
            json.end(
                    new JsonObject()
                            .put("wsUrl", "ws://127.0.0.1:" + port + "/rtvi")
                            .put("token", "one-use")
                            .encode());
        }
    }

    private void take(ServerWebSocket socket) {
        lines.add(new PageLine(socket));
    }

    String url() {
        return "http://127.0.0.1:" + port + "/talk";
    }

    int port() {
        return port;
    }

    /// The next page that opens a socket.
    PageLine line() throws InterruptedException {
        var line = lines.poll(15, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("no page opened a socket within 15 s");
        }
        return line;
    }

    /// From now on calls are refused with this status; 0 takes them again.
    void refuseCalls(int status) {
        refusal = status;
    }

    /// From now on no socket is let in, as if every call were over.
    void refuseSockets(boolean isRefused) {
        takesNoSockets = isRefused;
    }

    /// Gone: nothing listens on the port any more.
    void stop() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /// There again, on the same port.
    void startAgain() throws Exception {
        server = listen(port);
    }

    @Override
    public void close() {
        var _ = vertx.close();
    }
}
