/// A client's end of a WebSocket that can also do what no client should; under every simulated
/// peer. Written from RFC 6455 on a plain socket.
@NullMarked
package dev.parley.sim.websocket;

import org.jspecify.annotations.NullMarked;
