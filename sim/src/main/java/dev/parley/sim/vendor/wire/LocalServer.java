package dev.parley.sim.vendor.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A server on 127.0.0.1. Every connection has a virtual thread that reads, and the handler of its
/// request one that answers; both block. Closing it ends all of them and waits.
public final class LocalServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final ServerSocket listener;
    private final Handler handler;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final Thread acceptor;

    /// Answers one request, on a virtual thread of its own. What it leaves unanswered or unended
    /// when it returns or throws is cut.
    public interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private LocalServer(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
        this.acceptor = Thread.ofVirtual().name("vendor-door").start(this::accept);
    }

    /// @param port 0 for a free one
    public static LocalServer start(int port, Handler handler) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        return new LocalServer(listener, handler);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Connections accepted so far.
    public long accepted() {
        return accepted.get();
    }

    /// Connections that are open now.
    public int open() {
        return connections.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                take(listener.accept());
            } catch (IOException _) {
                // closed, or a client went before it was taken
            }
        }
    }

    private void take(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var connection = new Connection(accepted.incrementAndGet(), socket, handler);
        connections.add(connection);
        Thread.ofVirtual()
                .name("vendor-" + connection.number())
                .start(() -> {
                    try {
                        connection.run();
                    } finally {
                        connections.remove(connection);
                    }
                });
        if (listener.isClosed()) {
            connection.cut();
        }
    }

    /// Cuts every connection without a word; new ones are accepted.
    public void cutAll() {
        for (var connection : List.copyOf(connections)) {
            connection.cut();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            acceptor.join();
            cutAll();
            for (var connection : List.copyOf(connections)) {
                connection.awaitEnd();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
