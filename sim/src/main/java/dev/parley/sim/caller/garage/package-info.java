/// A caller of a car workshop: what they want, drawn by a seed, and how they talk.
@NullMarked
package dev.parley.sim.caller.garage;

import org.jspecify.annotations.NullMarked;
