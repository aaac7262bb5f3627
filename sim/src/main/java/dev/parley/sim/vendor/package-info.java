/// Simulated vendors of cloud speech and language models on a local port: strict, scripted, broken
/// on demand. Written from the vendors' documents alone; shares no code with our clients.
@NullMarked
package dev.parley.sim.vendor;

import org.jspecify.annotations.NullMarked;
