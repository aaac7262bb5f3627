/// The one HTTP and WebSocket listener that all carriers share: event loops, admission of sockets,
/// frames put together to messages, pages, TLS. Knows no carrier.
@NullMarked
package dev.parley.transports.listen;

import org.jspecify.annotations.NullMarked;
