package dev.parley.providers.net;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;

/// The WebSockets of one client to one provider. Thread-safe.
public final class Sockets implements AutoCloseable {
    /// Of one message; sound comes in pieces far smaller.
    static final int MAX_MESSAGE_BYTES = 1 << 20;

    private final Network network;
    private final Endpoint endpoint;
    private final WebSocketClient client;
    private final Meters.Counter opened;

    /// @param provider name for the counters
    public Sockets(Network network, Endpoint endpoint, String provider, Meters meters) {
        this.network = network;
        this.endpoint = endpoint;
        this.opened = meters.counter(Metric.PROVIDER_CONNECTIONS, provider, "socket");
        this.client =
                network.vertx()
                        .createWebSocketClient(
                                new WebSocketClientOptions()
                                        .setSsl(endpoint.tls())
                                        .setVerifyHost(true)
                                        .setTcpNoDelay(true)
                                        .setMaxConnections(100_000)
                                        .setClosingTimeout(2)
                                        .setMaxFrameSize(MAX_MESSAGE_BYTES)
                                        .setMaxMessageSize(MAX_MESSAGE_BYTES));
    }

    /// A loop for one socket or several, each in turn.
    public Loop loop() {
        return network.loop();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    WebSocketClient client() {
        opened.increment();
        return client;
    }

    /// Closes what is still open, without a farewell.
    @Override
    public void close() {
        var _ = client.close();
    }
}
