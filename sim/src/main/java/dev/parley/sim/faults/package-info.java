/// Breaks what stands between a program and a service it depends on, on purpose and by name: for
/// tests of what a caller notices when a database, a carrier or a provider misbehaves.
///
/// Start with [dev.parley.sim.faults.FaultProxy].
@NullMarked
package dev.parley.sim.faults;

import org.jspecify.annotations.NullMarked;
