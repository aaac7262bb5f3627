/// What plays the other side: virtual time, simulated callers, a strict Twilio peer. Shipped to
/// users. Never shares code with what it judges: no arrow to transports or providers.
@NullMarked
package dev.parley.sim;

import org.jspecify.annotations.NullMarked;
