/// Whole calls in virtual time between a real conversation and a simulated caller: everything that
/// is said goes through a line, text-true or by voice, and nothing waits for a clock.
@NullMarked
package dev.parley.sim.spoken;

import org.jspecify.annotations.NullMarked;
