/// Cartesia as a server: Sonic over a WebSocket with many contexts. After its SDKs 4.0.1 (Python,
/// 2026-08-14) and 4.2.0 (JavaScript, 2026-09-02).
@NullMarked
package dev.parley.sim.vendor.cartesia;

import org.jspecify.annotations.NullMarked;
