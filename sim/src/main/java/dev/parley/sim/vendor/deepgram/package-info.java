/// Deepgram as a server: listen v1 (Nova), listen v2 (Flux), speak v1 (Aura). After its published
/// AsyncAPI document of 2026-07-22 and its SDK 5.13.0.
@NullMarked
package dev.parley.sim.vendor.deepgram;

import org.jspecify.annotations.NullMarked;
