package dev.parley.sim.websocket;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// How to open a WebSocket.
///
/// @param url `ws://` or `wss://`, with its query
/// @param headers sent besides those of RFC 6455
/// @param receiveBuffer bytes of the receive buffer of the connection; 0 for the system's choice
public record Handshake(URI url, Map<String, String> headers, int receiveBuffer) {
    public Handshake {
        headers = Map.copyOf(headers);
        if (!"ws".equals(url.getScheme()) && !"wss".equals(url.getScheme())) {
            throw new IllegalArgumentException("expected a ws:// or wss:// URL, got " + url);
        }
    }

    public static Handshake to(URI url) {
        return new Handshake(url, Map.of(), 0);
    }

    public Handshake with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Handshake(url, more, receiveBuffer);
    }

    /// Takes at most this many bytes that were not read yet.
    public Handshake withReceiveBuffer(int bytes) {
        return new Handshake(url, headers, bytes);
    }
}
