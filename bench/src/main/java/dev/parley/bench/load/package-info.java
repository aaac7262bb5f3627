/// Load from outside: an own WebSocket client in its own process, an echo server as the floor, and
/// the runs that measure media, turns, barge-in and leaks.
@NullMarked
package dev.parley.bench.load;

import org.jspecify.annotations.NullMarked;
