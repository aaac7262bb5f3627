package dev.parley.sim.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A TCP proxy on 127.0.0.1 that passes bytes to one server and breaks the way on demand: cut,
/// stalled, slow, garbled, refused, swallowed, and whole again. At most 64 connections, 16 KiB
/// under way in each direction; more connections are closed at once. Closing it closes all of them
/// and waits for its threads.
///
/// Every method may be called from any thread and returns at once, but [#close].
public final class FaultProxy implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 64;
    private static final Duration LETTING_GO = Duration.ofSeconds(5);

    private final InetSocketAddress server;
    private final int port;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Link> links = new HashSet<>();
    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;
    private Fault fault = new Fault.None();
    private long faultNanos;
    private final AtomicReference<@Nullable Watch> watch = new AtomicReference<>();
    private long accepted;

    /// What to look for, and what to do when it is seen.
    record Watch(List<String> sights, Reaction reaction, CountDownLatch seen) {
        Watch {
            sights = List.copyOf(sights);
        }
    }

    private FaultProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        this.port = listen(0);
    }

    /// Opens a proxy to the server at this address, on a free port.
    public static FaultProxy to(String host, int port) {
        try {
            return new FaultProxy(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException("expected a free port on 127.0.0.1, but " + e, e);
        }
    }

    /// Where clients connect to, on 127.0.0.1; the same for the life of the proxy.
    public int port() {
        return port;
    }

    /// Connections accepted so far.
    public long accepted() {
        return locked(() -> accepted);
    }

    /// Does this to all connections, those that exist and those to come, from now on. An earlier
    /// fault ends.
    public void set(Fault next) {
        locked(() -> {
            fault = next;
            faultNanos = System.nanoTime();
            changed.signalAll();
            return true;
        });
    }

    /// Watches for `sights` (ASCII, each within what a client sends at once), one after another on
    /// one connection, and reacts to the last of them, one time; an earlier watch is forgotten.
    ///
    /// @return opens when it happened
    public CountDownLatch when(Reaction reaction, String... sights) {
        var seen = new CountDownLatch(1);
        watch.set(new Watch(List.of(sights), reaction, seen));
        return seen;
    }

    /// Cuts every connection without a word (TCP reset). New ones are accepted.
    public void cut() {
        for (var link : copy()) {
            link.cut();
        }
    }

    /// Cuts every connection and refuses new ones, as if nobody listened.
    public void refuse() {
        var last =
                locked(() -> {
                    close(listener);
                    listener = null;
                    return Optional.ofNullable(acceptor);
                });
        last.ifPresent(FaultProxy::awaitEnd);
        cut();
    }

    /// The port is given back only when the thread that accepts has let go of it: at once, but not
    /// before.
    private static void awaitEnd(Thread acceptor) {
        try {
            if (!acceptor.join(LETTING_GO)) {
                throw new IllegalStateException("the port was not given back in " + LETTING_GO);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// All is well again: bytes pass, what was held goes on, connections are accepted. Connections
    /// that lost bytes are cut.
    ///
    /// @throws UncheckedIOException if somebody took the port while it was refused
    public void resume() {
        set(new Fault.None());
        for (var link : copy()) {
            link.release();
        }
        locked(() -> {
            if (listener == null) {
                try {
                    listen(port);
                } catch (IOException e) {
                    throw new UncheckedIOException("expected port " + port + " free, but " + e, e);
                }
            }
            return true;
        });
    }

    private int listen(int wanted) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        listener = socket;
        acceptor = Thread.ofVirtual().name("fault-proxy").start(() -> accept(socket));
        return socket.getLocalPort();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                if (!open(client, socket)) {
                    client.close();
                }
            } catch (IOException _) {
                // the listener was closed, or a client went before it was taken
            }
        }
    }

    private boolean open(Socket client, ServerSocket socket) {
        return locked(() -> {
            if (links.size() >= MAX_CONNECTIONS || socket.isClosed()) {
                return false;
            }
            accepted++;
            var link = new Link(this, client);
            links.add(link);
            link.start(server);
            return true;
        });
    }

    /// Holds the calling pump while nothing may pass; the fault that then is in force.
    Fault await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (fault instanceof Fault.Stall(var time)) {
                var left = faultNanos + time.toNanos() - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                changed.awaitNanos(left);
            }
            return fault;
        } finally {
            lock.unlock();
        }
    }

    /// Waits so long, or until the fault changes.
    void delay(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var began = faultNanos;
            var left = nanos;
            while (left > 0 && began == faultNanos) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Nullable Watch watch() {
        return watch.get();
    }

    /// Uses the watch up; false if another connection was first.
    boolean take(Watch seen) {
        return watch.compareAndSet(seen, null);
    }

    void ended(Link link) {
        locked(() -> links.remove(link));
    }

    private List<Link> copy() {
        return locked(() -> new ArrayList<>(links));
    }

    private interface Step<T> {
        T run();
    }

    private <T> T locked(Step<T> step) {
        lock.lock();
        try {
            return step.run();
        } finally {
            lock.unlock();
        }
    }

    private static void close(@Nullable ServerSocket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        refuse();
        for (var link : copy()) {
            link.join();
        }
    }
}
