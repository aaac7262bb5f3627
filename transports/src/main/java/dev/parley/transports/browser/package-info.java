/// Browsers and other clients of RTVI, the protocol of Pipecat's client libraries, on one
/// WebSocket: `docs/browser-socket.md`. May use the listener, never another carrier.
@NullMarked
package dev.parley.transports.browser;

import org.jspecify.annotations.NullMarked;
