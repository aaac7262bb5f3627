package dev.parley.transports.twilio;

import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.PeerEnd;
import dev.parley.sim.twilio.TwilioPeer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A running transport on a free port, with short times, and the way to call it.
final class Rig implements AutoCloseable {
    final CountingMeters meters = new CountingMeters();
    final TestDesk desk;
    final TwilioTransport transport;

    Rig() {
        this(new TestDesk());
    }

    Rig(TestDesk desk) {
        this(desk, 1);
    }

    Rig(TestDesk desk, int loops) {
        this.desk = desk;
        this.transport = new TwilioTransport(quick(loops), desk, meters);
        transport.start();
    }

    static TwilioSettings quick(int loops) {
        return new TwilioSettings(
                "127.0.0.1",
                0,
                List.of("/api/v1/voice/media-stream", "/ws"),
                loops,
                65_536,
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                100,
                20);
    }

    PeerCall call() {
        return PeerCall.to(url("/api/v1/voice/media-stream"));
    }

    URI url(String path) {
        return URI.create("ws://127.0.0.1:" + transport.port() + path);
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
        transport.close();
    }
}
