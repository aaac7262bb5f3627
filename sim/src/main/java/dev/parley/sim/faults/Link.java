package dev.parley.sim.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One connection through a [FaultProxy]: two pumps, each on a virtual thread, that block on their
/// sockets and on the proxy's fault.
final class Link {
    private static final int BUFFER = 16 * 1024;
    private static final long SECOND = 1_000_000_000L;

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server = new Socket();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicReference<FaultProxy.@Nullable Watch> cutAnswer = new AtomicReference<>();
    private FaultProxy.@Nullable Watch watched;
    private int sights;
    private volatile boolean isHolding;
    private volatile boolean hasLostBytes;
    private volatile @Nullable Thread toServer;
    private volatile @Nullable Thread toClient;

    Link(FaultProxy proxy, Socket client) {
        this.proxy = proxy;
        this.client = client;
    }

    void start(InetSocketAddress address) {
        toServer = Thread.ofVirtual().name("fault-proxy-link").start(() -> run(address));
    }

    private void run(InetSocketAddress address) {
        try {
            client.setTcpNoDelay(true);
            server.connect(address, 2_000);
            server.setTcpNoDelay(true);
            toClient = Thread.ofVirtual().name("fault-proxy-answers").start(this::answers);
            requests();
        } catch (IOException | InterruptedException _) {
            cut(); // either side went
        } finally {
            var other = toClient;
            if (other != null) {
                join(other);
            }
            isHolding = false;
            cut();
            proxy.ended(this);
        }
    }

    private void requests() throws IOException, InterruptedException {
        var bytes = new byte[BUFFER];
        var in = client.getInputStream();
        var count = in.read(bytes);
        while (count >= 0) {
            var fault = proxy.await();
            var watch = seen(bytes, count);
            if (watch != null && !react(watch)) {
                return;
            }
            forward(fault, server, bytes, count);
            count = in.read(bytes);
        }
        server.shutdownOutput();
    }

    /// The watch, if these bytes end what it waits for.
    private FaultProxy.@Nullable Watch seen(byte[] bytes, int count) {
        var watch = proxy.watch();
        if (watch == null) {
            return null;
        }
        if (!watch.equals(watched)) {
            watched = watch;
            sights = 0;
        }
        var text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        var from = 0;
        while (sights < watch.sights().size()) {
            var sight = watch.sights().get(sights);
            var at = text.indexOf(sight, from);
            if (at < 0) {
                return null;
            }
            from = at + sight.length();
            sights++;
        }
        return proxy.take(watch) ? watch : null;
    }

    /// False if the connection is over.
    private boolean react(FaultProxy.Watch watch) throws InterruptedException {
        switch (watch.reaction()) {
            case NOTICE -> watch.seen().countDown();
            case CUT_BEFORE -> {
                cut();
                watch.seen().countDown();
                return false;
            }
            case CUT_ANSWER -> cutAnswer.set(watch);
            case HOLD -> {
                isHolding = true;
                watch.seen().countDown();
                released.await();
            }
        }
        return true;
    }

    private void answers() {
        try {
            var bytes = new byte[BUFFER];
            var in = server.getInputStream();
            var count = in.read(bytes);
            while (count >= 0) {
                var fault = proxy.await();
                var watch = cutAnswer.get();
                if (watch != null) {
                    cut();
                    watch.seen().countDown();
                    return;
                }
                if (fault instanceof Fault.Garbage(long seed)) {
                    garble(bytes, count, seed);
                }
                forward(fault, client, bytes, count);
                count = in.read(bytes);
            }
            client.shutdownOutput();
        } catch (IOException | InterruptedException _) {
            if (!isHolding) {
                cut();
            }
        }
    }

    private static void garble(byte[] bytes, int count, long seed) {
        var noise = new byte[count];
        new Random(seed).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, 0, count);
    }

    private void forward(Fault fault, Socket to, byte[] bytes, int count)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.None _, Fault.Stall _, Fault.Garbage _ ->
                    to.getOutputStream().write(bytes, 0, count);
            case Fault.Slow(var delay) -> {
                proxy.delay(delay.toNanos());
                to.getOutputStream().write(bytes, 0, count);
            }
            case Fault.Trickle(int perSecond) -> {
                for (var at = 0; at < count; at++) {
                    to.getOutputStream().write(bytes, at, 1);
                    proxy.delay(SECOND / perSecond);
                }
            }
            case Fault.BlackHole _ -> hasLostBytes = true;
        }
    }

    /// The proxy is whole again.
    void release() {
        if (hasLostBytes) {
            cut();
        }
        released.countDown();
    }

    /// Ends both sides by a reset. One that held bytes back lets go of the client alone, and tells
    /// the server that nothing follows them.
    void cut() {
        reset(client);
        if (!isHolding) {
            reset(server);
        } else if (released.getCount() == 0) {
            end(server);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException _) {
            // it has ended already
        }
    }

    private static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException _) {
            // it was closing already
        }
    }

    /// Ends whatever it does and waits until it has.
    void join() {
        isHolding = false;
        released.countDown();
        cut();
        var first = toServer;
        if (first != null) {
            first.interrupt();
            join(first);
        }
    }

    private static void join(Thread thread) {
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
