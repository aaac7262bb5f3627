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
import java.util.function.Consumer;

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
        return changed(draft -> draft.queries.put(query, value));
    }

    /// Adds a header of the upgrade: `withHeader("Origin", "https://example.com")`.
    public RtviCall withHeader(String name, String value) {
        return changed(draft -> draft.headers.put(name, value));
    }

    /// Says that it speaks this version of the protocol; may be nonsense.
    public RtviCall asVersion(String other) {
        return changed(draft -> draft.version = other);
    }

    /// Plays at this rate and tells the server by the query `player_rate`.
    public RtviCall withPlayer(int rate) {
        return changed(draft -> {
            draft.playerRate = rate;
            draft.queries.put("player_rate", "" + rate);
        });
    }

    public RtviCall withMicrophone(int rate, int channels) {
        return changed(draft -> {
            draft.micRate = rate;
            draft.micChannels = channels;
        });
    }

    /// Lets the server send this far ahead of real time.
    public RtviCall allowingAhead(int millis) {
        return changed(draft -> draft.maxAheadMillis = millis);
    }

    /// Does this wrong from the beginning.
    public RtviCall breaking(RtviFault fault) {
        return changed(draft -> draft.faults.add(fault));
    }

    /// Takes at most this many bytes that were not read yet.
    public RtviCall withReceiveBuffer(int bytes) {
        return changed(draft -> draft.receiveBuffer = bytes);
    }

    private RtviCall changed(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.call();
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

    /// A call while something of it is changed.
    private static final class Draft {
        final URI url;
        final RtviWire wire;
        final Map<String, String> queries;
        final Map<String, String> headers;
        final Set<RtviFault> faults = EnumSet.noneOf(RtviFault.class);
        String version;
        int playerRate;
        int micRate;
        int micChannels;
        int maxAheadMillis;
        int receiveBuffer;

        Draft(RtviCall call) {
            url = call.url;
            wire = call.wire;
            queries = new LinkedHashMap<>(call.queries);
            headers = new LinkedHashMap<>(call.headers);
            faults.addAll(call.faults);
            version = call.version;
            playerRate = call.playerRate;
            micRate = call.micRate;
            micChannels = call.micChannels;
            maxAheadMillis = call.maxAheadMillis;
            receiveBuffer = call.receiveBuffer;
        }

        RtviCall call() {
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
                    receiveBuffer);
        }
    }
}
