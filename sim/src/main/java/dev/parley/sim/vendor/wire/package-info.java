/// An HTTP/1.1 and WebSocket server of the simulators' own, on plain sockets, so that every byte
/// and every way to break a stream is in their hands (RFC 9112, RFC 6455). Uses the JDK alone.
@NullMarked
package dev.parley.sim.vendor.wire;

import org.jspecify.annotations.NullMarked;
