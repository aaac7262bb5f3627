/// Faults of simulated vendors by name: `llm:stall@turn3`. Uses nothing.
@NullMarked
package dev.parley.sim.vendor.fault;

import org.jspecify.annotations.NullMarked;
