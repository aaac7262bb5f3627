package dev.parley.providers.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on a free local port that speaks HTTP byte by byte, so that a test decides each one. A
/// virtual thread for each connection.
public final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Script script;
    private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger serving = new AtomicInteger();

    /// The requests that came, in order.
    public final CopyOnWriteArrayList<Request> requests = new CopyOnWriteArrayList<>();

    /// What the server does with each request; when it returns, the next is read.
    @FunctionalInterface
    public interface Script {
        void serve(Request request, Peer peer) throws IOException, InterruptedException;
    }

    /// A request as read.
    ///
    /// @param head request line and headers
    /// @param body as UTF-8; one in several parts as ISO 8859-1, so that each char is a byte
    public record Request(String head, String body) {
        /// The value of a header; empty if there is none.
        public String header(String name) {
            return head.lines()
                    .filter(line ->
                            line.toLowerCase(Locale.ROOT)
                                    .startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    public RawServer(Script script) throws IOException {
        this(new ServerSocket(0, 500, InetAddress.ofLiteral("127.0.0.1")), script);
    }

    /// On a socket of one's own, such as one with TLS.
    public RawServer(ServerSocket socket, Script script) {
        this.script = script;
        this.socket = socket;
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /// Connections so far.
    public int accepted() {
        return accepted.get();
    }

    /// Requests being answered now.
    public int serving() {
        return serving.get();
    }

    /// Connections open now.
    public int open() {
        return peers.size();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var peer = new Peer(socket.accept());
                accepted.incrementAndGet();
                peers.add(peer);
                Thread.ofVirtual().start(() -> converse(peer));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void converse(Peer peer) {
        try (peer) {
            for (var request = peer.read(); request != null; request = peer.read()) {
                requests.add(request);
                serving.incrementAndGet();
                try {
                    script.serve(request, peer);
                } finally {
                    serving.decrementAndGet();
                }
            }
        } catch (IOException _) {
            // the client left
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            peers.remove(peer);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        peers.forEach(Peer::close);
    }

    /// One connection, from the server's side.
    public static final class Peer implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final CountDownLatch closed = new CountDownLatch(1);

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        public InputStream in() {
            return in;
        }

        public void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        /// A chunk of a chunked body.
        public void chunk(byte[] bytes) throws IOException {
            var framed = new ByteArrayOutputStream();
            framed.writeBytes(
                    (Integer.toHexString(bytes.length) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            framed.writeBytes(bytes);
            framed.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            send(framed.toByteArray());
        }

        public void chunk(String text) throws IOException {
            chunk(text.getBytes(StandardCharsets.UTF_8));
        }

        /// The head of a streamed answer.
        public void streams(String contentType) throws IOException {
            send(
                    "HTTP/1.1 200 OK\r\nContent-Type: "
                            + contentType
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        /// The end of a streamed answer.
        public void endOfStream() throws IOException {
            send("0\r\n\r\n");
        }

        /// A whole answer.
        public void answers(int status, String headers, String body) throws IOException {
            send(
                    "HTTP/1.1 "
                            + status
                            + " Word\r\n"
                            + headers
                            + "Content-Type: application/json\r\nContent-Length: "
                            + body.getBytes(StandardCharsets.UTF_8).length
                            + "\r\n\r\n"
                            + body);
        }

        /// Waits until the client closes the connection.
        public void awaitClientGone() throws IOException {
            while (in.read() >= 0) {
                // whatever it still sends
            }
        }

        boolean awaitClosed() throws InterruptedException {
            return closed.await(30, TimeUnit.SECONDS);
        }

        @org.jspecify.annotations.Nullable
        Request read() throws IOException {
            var head = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < 4) {
                int b = in.read();
                if (b < 0) {
                    return null;
                }
                head.write(b);
                matched = b == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : b == '\r' ? 1 : 0;
            }
            var text = head.toString(StandardCharsets.ISO_8859_1);
            var length = new Request(text, "").header("content-length");
            var body = length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length));
            boolean hasParts =
                    new Request(text, "").header("content-type").startsWith("multipart/");
            return new Request(
                    text,
                    new String(
                            body, hasParts ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException _) {
                // gone already
            }
            closed.countDown();
        }
    }
}
