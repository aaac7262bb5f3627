/// Chains of providers behind the ports: time limits, retries, circuit breakers, fallbacks, hedging
/// and switching in the middle of a call. Knows no vendor. What decides ([Breaker], [Latencies],
/// [HedgeBudget], [Route], [Position]) has no clock and no thread; time comes from a [Timekeeper].
@NullMarked
package dev.parley.providers.chain;

import org.jspecify.annotations.NullMarked;
