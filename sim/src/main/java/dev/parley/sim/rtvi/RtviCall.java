package dev.parley.sim.rtvi;

import dev.parley.sim.websocket.Handshake;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Where an [RtviPeer] connects and as whom: immutable, made by [#binary(URI)] or [#text(URI)] and
/// the `with…` methods.
///
/// @param url the socket, `ws://` or `wss://`, without the query of `queries`
/// @param version of the protocol that the client says it speaks
/// @param queries added to the URL
/// @param headers of the upgrade, such as `Origin`
/// @param playerRate samples a second at which this client plays, whatever comes
/// @param micRate samples a second of the microphone
/// @param micChannels 1 or 2
/// @param maxAheadMillis sound the server may send ahead of real time
/// @param faults what this peer does wrong from the beginning
/// @param receiveBuffer bytes of the receive buffer of the connection; 0 for the system's choice
public record RtviCall(
        URI url,
        RtviWire wire,
        String version,
        Map<String, String> queries,
        Map<String, String> headers,
        int playerRate,
        int micRate,
        int micChannels,
        int maxAheadMillis,
        Set<RtviFault> faults,
        int receiveBuffer) {
    private static final int MAX_AHEAD_MILLIS = 200;

    public RtviCall {
        queries = Map.copyOf(queries);
        headers = Map.copyOf(headers);
        faults = Set.copyOf(faults);
    }

    /// As the JavaScript client: player at 24 kHz, microphone at 16 kHz.
    public static RtviCall binary(URI url) {
        return to(url, RtviWire.BINARY, "2.1.0");
    }

    /// As Pipecat's Python client.
    public static RtviCall text(URI url) {
        return to(url, RtviWire.TEXT, "2.2.0");
    }

    private static RtviCall to(URI url, RtviWire wire, String version) {
        return new RtviCall(
                url,
                wire,
                version,
                Map.of(),
                Map.of(),
                24_000,
                16_000,
                1,
                MAX_AHEAD_MILLIS,
                EnumSet.noneOf(RtviFault.class),
                0);
    }

    /// Adds a query: `with("agent", "garage")`.
    public RtviCall with(String query, String value) {
        return new RtviCall(
                url,
                wire,
                version,
                and(queries, query, value),
                headers,
                playerRate,
                micRate,
                micChannels,
                maxAheadMillis,
                faults,
                receiveBuffer);
    }

    /// Adds a header of the upgrade: `withHeader("Origin", "https://example.com")`.
    public RtviCall withHeader(String name, String value) {
        return new RtviCall(
                url,
                wire,
                version,
                queries,
                and(headers, name, value),
                playerRate,
                micRate,
                micChannels,
                maxAheadMillis,
                faults,
                receiveBuffer);
    }

    /// Says that it speaks this version of the protocol; may be nonsense.
    public RtviCall asVersion(String other) {
        return new RtviCall(
                url,
                wire,
                other,
                queries,
                headers,
                playerRate,
                micRate,
                micChannels,
                maxAheadMillis,
                faults,
                receiveBuffer);
    }

    /// Plays at this rate and tells the server by the query `player_rate`.
    public RtviCall withPlayer(int rate) {
        return new RtviCall(
                url,
                wire,
                version,
                and(queries, "player_rate", "" + rate),
                headers,
                rate,
                micRate,
                micChannels,
                maxAheadMillis,
                faults,
                receiveBuffer);
    }

    public RtviCall withMicrophone(int rate, int channels) {
        return new RtviCall(
                url,
                wire,
                version,
                queries,
                headers,
                playerRate,
                rate,
                channels,
                maxAheadMillis,
                faults,
                receiveBuffer);
    }

    /// Lets the server send this far ahead of real time.
    public RtviCall allowingAhead(int millis) {
        return new RtviCall(
                url,
                wire,
                version,
                queries,
                headers,
                playerRate,
                micRate,
                micChannels,
                millis,
                faults,
                receiveBuffer);
    }

    /// Does this wrong from the beginning.
    public RtviCall breaking(RtviFault fault) {
        var more = EnumSet.of(fault);
        more.addAll(faults);
        return new RtviCall(
                url,
                wire,
                version,
                queries,
                headers,
                playerRate,
                micRate,
                micChannels,
                maxAheadMillis,
                more,
                receiveBuffer);
    }

    /// Takes at most this many bytes that were not read yet.
    public RtviCall withReceiveBuffer(int bytes) {
        return new RtviCall(
                url,
                wire,
                version,
                queries,
                headers,
                playerRate,
                micRate,
                micChannels,
                maxAheadMillis,
                faults,
                bytes);
    }

    /// Whether the server is to send sound at all: on the text wire only when it was asked for.
    boolean wantsSound() {
        return wire == RtviWire.BINARY
                ? !"true".equals(queries.get("skip_tts"))
                : "true".equals(queries.get("capture_bot_audio"));
    }

    Handshake handshake() {
        var whole = new StringBuilder(url.toString());
        var all = new TreeMap<>(queries);
        all.forEach((name, value) -> {
            whole.append(whole.indexOf("?") < 0 ? '?' : '&');
            whole.append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        });
        return new Handshake(URI.create(whole.toString()), headers, receiveBuffer);
    }

    private static Map<String, String> and(Map<String, String> some, String name, String value) {
        var more = new LinkedHashMap<>(some);
        more.put(name, value);
        return more;
    }
}
