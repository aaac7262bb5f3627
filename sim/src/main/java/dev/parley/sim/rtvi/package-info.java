/// Plays a client of an RTVI server over a WebSocket, on either of its two wires, as the published
/// JavaScript client (1.13.1 with its WebSocket transport 1.7.1) and Pipecat's Python client
/// behave, and finds fault with whoever answers. Wire code, resampling and clock are its own:
/// written from what those clients were seen to send, never from our own server.
///
/// Start with [dev.parley.sim.rtvi.RtviPeer].
@NullMarked
package dev.parley.sim.rtvi;

import org.jspecify.annotations.NullMarked;
