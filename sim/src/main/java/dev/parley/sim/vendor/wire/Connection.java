package dev.parley.sim.vendor.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// One connection. Its thread always waits for the next byte, also while a request is being
/// answered, so that a client that goes is noticed at once.
final class Connection {
    private static final byte[] BAD_REQUEST =
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final long number;
    private final Socket socket;
    private final LocalServer.Handler handler;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable HttpExchange current;

    Connection(long number, Socket socket, LocalServer.Handler handler) {
        this.number = number;
        this.socket = socket;
        this.handler = handler;
    }

    long number() {
        return number;
    }

    void run() {
        try (socket) {
            serve(new BufferedInputStream(socket.getInputStream(), 8192), socket.getOutputStream());
        } catch (IOException _) {
            // The client has gone, or was cut off.
            goneNow();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            goneNow();
            ended.countDown();
        }
    }

    private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
        var reader = new RequestReader(in, out);
        Thread answering = null;
        for (int first = in.read(); first >= 0; first = in.read()) {
            if (answering != null) {
                answering.join();
            }
            HttpRequest request;
            try {
                request = reader.read(number, first);
            } catch (IOException _) {
                out.write(BAD_REQUEST);
                return;
            }
            var exchange = new HttpExchange(request, this, in, out);
            current = exchange;
            if (request.wantsWebSocket()) {
                answer(exchange);
                if (exchange.isUpgraded()) {
                    return;
                }
            } else {
                answering = Thread.ofVirtual().name("answer").start(() -> answer(exchange));
            }
        }
        goneNow();
        if (answering != null) {
            answering.join();
        }
    }

    private void answer(HttpExchange exchange) {
        try {
            handler.handle(exchange);
        } catch (IOException _) {
            // The client has gone, or was cut off; what is unended is cut below.
            goneNow();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (!exchange.isOver()) {
                cut();
            }
        }
    }

    private void goneNow() {
        var exchange = current;
        if (exchange != null) {
            exchange.patience().gone();
        }
    }

    /// Ends it by a TCP reset.
    void cut() {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException _) {
            // it was closing already
        }
        goneNow();
    }

    /// Bounds how long the next byte may take.
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }
}
