/// What all simulated vendors share: the record of what clients did, the counting of requests and
/// turns, and the way a stream goes out with a fault in it.
@NullMarked
package dev.parley.sim.vendor.host;

import org.jspecify.annotations.NullMarked;
