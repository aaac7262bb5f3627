package dev.parley.app.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/// Listeners, limits and folders of the server.
///
/// @param host address of the API and media listener; loopback unless `openToNetwork`
/// @param port 0 for any free port
/// @param opsHost address of the ops listener
/// @param opsPort 0 for any free port
/// @param openToNetwork allows other than loopback addresses
/// @param maxCalls calls at one time; call N+1 is declined at once
/// @param tls TLS of the API and media listener
/// @param drainLimit how long calls may go on after the server was told to stop
public record ServerSettings(
        String host,
        int port,
        String opsHost,
        int opsPort,
        boolean openToNetwork,
        int maxCalls,
        TlsSettings tls,
        Duration drainLimit) {
    static ServerSettings from(SettingsReader reader) {
        var settings =
                new ServerSettings(
                        reader.text("server.host", "127.0.0.1"),
                        reader.number("server.port", 8000, 0, 65_535),
                        reader.text("server.ops-host", "127.0.0.1"),
                        reader.number("server.ops-port", 9090, 0, 65_535),
                        reader.flag("server.open-to-network", false),
                        reader.number("server.max-calls", 50, 1, 100_000),
                        TlsSettings.from(reader),
                        reader.duration("server.drain-limit", Duration.ofMinutes(10)));
        settings.requireLoopback("server.host", settings.host);
        settings.requireLoopback("server.ops-host", settings.opsHost);
        return settings;
    }

    /// Whether the API and media listener can be reached from this machine only.
    public boolean isLoopback() {
        return isLoopback("server.host", host);
    }

    private void requireLoopback(String key, String address) {
        boolean loopback = isLoopback(key, address);
        if (!loopback && !openToNetwork) {
            throw new InvalidSettings(
                    ("setting \"%s\": \"%s\" is open to the network, where anyone could place calls and read metrics;"
                                    + " put a proxy with TLS in front and keep 127.0.0.1, or set"
                                    + " \"server.open-to-network\" to true if the network is yours")
                            .formatted(key, address));
        }
    }

    private static boolean isLoopback(String key, String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            throw new InvalidSettings(
                    "setting \"%s\": expected an address of this machine, got \"%s\""
                            .formatted(key, address));
        }
    }
}
