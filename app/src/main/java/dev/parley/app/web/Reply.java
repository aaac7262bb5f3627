package dev.parley.app.web;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The answer to one request, given once. May be given from any thread: it is written on the event
/// loop of its connection. Nothing of the request is ever repeated in it.
final class Reply {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final long WRITE_SECONDS = 30;

    private final HttpServerRequest request;
    private final Context context;
    private final Meters meters;

    /// The other side went away, or takes nothing any more.
    static final class Gone extends IOException {
        private static final long serialVersionUID = 1;

        Gone(Throwable cause) {
            super("the other side went away", cause);
        }
    }

    Reply(HttpServerRequest request, Context context, Meters meters) {
        this.request = request;
        this.context = context;
        this.meters = meters;
    }

    void asset(Asset asset) {
        var accepted = request.getHeader("accept-encoding");
        boolean isCompressed = accepted != null && accepted.contains("gzip");
        var tag = asset.tag(isCompressed);
        boolean isKnown = tag.equals(request.getHeader("if-none-match"));
        count(isKnown ? "not-modified" : "ok");
        var response =
                open(isKnown ? 304 : 200)
                        .putHeader("etag", tag)
                        .putHeader("vary", "accept-encoding")
                        .putHeader("cache-control", "no-cache");
        if (isKnown) {
            end(response, Buffer.buffer());
            return;
        }
        response.putHeader("content-type", asset.type());
        if (isCompressed) {
            response.putHeader("content-encoding", "gzip");
        }
        end(response, asset.body(isCompressed));
    }

    /// @param location a path of this server
    void redirect(String location) {
        count("ok");
        end(open(302).putHeader("location", location), Buffer.buffer());
    }

    void json(JsonObject body) {
        onLoop(() -> {
            count("ok");
            return json(200, body);
        });
    }

    /// The record is still being written.
    void notYet() {
        onLoop(() -> {
            count("not-yet");
            request.response().putHeader("retry-after", "1");
            return json(202, new JsonObject().put("info", "the record is being written"));
        });
    }

    void notFound() {
        onLoop(() -> {
            count("not-found");
            return json(404, new JsonObject().put("info", "not found"));
        });
    }

    void busy() {
        count("busy");
        request.response().putHeader("retry-after", "1");
        var _ = json(503, new JsonObject().put("info", "too many records are being read"));
    }

    void failed() {
        onLoop(() -> {
            if (request.response().headWritten()) {
                return request.connection().close();
            }
            count("failed");
            request.response().putHeader("retry-after", "2");
            return json(503, new JsonObject().put("info", "the record cannot be read just now"));
        });
    }

    void wrongMethod() {
        count("refused");
        request.response().putHeader("allow", "GET, HEAD");
        var _ = json(405, new JsonObject().put("info", "expected GET or HEAD"));
    }

    /// A page in place of the one that was asked for.
    void refused(int status, Asset page) {
        count("refused");
        end(
                open(status)
                        .putHeader("content-type", page.type())
                        .putHeader("cache-control", "no-store"),
                page.body(false));
    }

    /// Sends a part of a recording, no faster than the other side takes it. On the reading thread.
    void sound(SoundSource.Sound sound, ByteRange range) throws IOException, InterruptedException {
        long size = sound.size();
        if (range.equals(ByteRange.NONE)) {
            onLoop(() -> {
                count("refused");
                request.response().putHeader("content-range", "bytes */" + size);
                return json(416, new JsonObject().put("info", "expected a range in the file"));
            });
            return;
        }
        boolean isPart = range.length() < size;
        await(() -> {
            count("ok");
            var response =
                    open(isPart ? 206 : 200)
                            .putHeader("content-type", "audio/wav")
                            .putHeader("content-length", Long.toString(range.length()))
                            .putHeader("accept-ranges", "bytes")
                            .putHeader("cache-control", "private, no-store");
            if (isPart) {
                response.putHeader(
                        "content-range", "bytes " + range.from() + "-" + range.to() + "/" + size);
            }
            return request.method().equals(HttpMethod.HEAD)
                    ? response.end()
                    : Future.succeededFuture();
        });
        if (request.method().equals(HttpMethod.HEAD)) {
            return;
        }
        for (long at = range.from(); at <= range.to(); ) {
            var chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, range.to() + 1 - at));
            int count = sound.read(chunk, at);
            if (count <= 0) {
                throw new EOFException("the recording became shorter while it was read");
            }
            at += count;
            var bytes = Buffer.buffer(count).appendBytes(chunk.array(), 0, count);
            await(() -> request.response().write(bytes));
        }
        await(() -> request.response().end());
    }

    private HttpServerResponse open(int status) {
        return request.response().setStatusCode(status);
    }

    private Future<?> json(int status, JsonObject body) {
        return end(
                open(status)
                        .putHeader("content-type", "application/json")
                        .putHeader("cache-control", "no-store"),
                body.toBuffer());
    }

    private Future<?> end(HttpServerResponse response, Buffer body) {
        if (request.method().equals(HttpMethod.HEAD)) {
            return response.putHeader("content-length", Integer.toString(body.length())).end();
        }
        return response.end(body);
    }

    private void count(String answer) {
        meters.counter(Metric.WEB_REQUESTS, answer).increment();
    }

    private void onLoop(Supplier<Future<?>> write) {
        context.runOnContext(_ -> {
            var _ = write.get();
        });
    }

    /// Writes on the event loop and waits until the connection has taken it.
    private void await(Supplier<Future<?>> write) throws IOException, InterruptedException {
        var written = new CompletableFuture<@org.jspecify.annotations.Nullable Void>();
        context.runOnContext(_ -> {
            if (request.response().closed()) {
                written.completeExceptionally(new ClosedChannelException());
                return;
            }
            write.get().onComplete(_ -> written.complete(null), written::completeExceptionally);
        });
        try {
            written.get(WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Gone(e);
        }
    }
}
