package dev.parley.transports.twilio;

import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.PeerEnd;
import dev.parley.sim.twilio.TwilioPeer;
import dev.parley.transports.listen.ListenSettings;
import dev.parley.transports.listen.Listener;
import dev.parley.transports.listen.Routes;
import dev.parley.transports.listen.SocketLimits;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A running transport on a free port, with short times, and the way to call it.
final class Rig implements AutoCloseable {
    final CountingMeters meters = new CountingMeters();
    final TestDesk desk;
    final Listener listener;

    Rig() {
        this(new TestDesk());
    }

    Rig(TestDesk desk) {
        this(desk, 1);
    }

    Rig(TestDesk desk, int loops) {
        this.desk = desk;
        this.listener = listen(loops, new TwilioTransport(quick(), desk, meters));
    }

    private Listener listen(int loops, TwilioTransport transport) {
        var made =
                new Listener(
                        new ListenSettings("127.0.0.1", 0, loops, Optional.empty()),
                        Routes.of(transport),
                        meters);
        made.start();
        return made;
    }

    static TwilioSettings quick() {
        return new TwilioSettings(
                List.of("/api/v1/voice/media-stream", "/ws"),
                new SocketLimits(
                        65_536, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO, 100),
                Duration.ofMillis(200),
                20);
    }

    PeerCall call() {
        return PeerCall.to(url("/api/v1/voice/media-stream"));
    }

    URI url(String path) {
        return URI.create("ws://127.0.0.1:" + listener.port() + path);
    }

    TwilioPeer place(PeerCall call) throws IOException {
        return TwilioPeer.call(call, CallerSide.SILENT);
    }

    static PeerEnd endOf(TwilioPeer peer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return peer.closed().get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        listener.close();
    }
}
