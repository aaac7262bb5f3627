/// The simulated caller: hears the agent only from the received sound, decides from its goal,
/// speaks in real time.
@NullMarked
package dev.parley.sim.caller;

import org.jspecify.annotations.NullMarked;
