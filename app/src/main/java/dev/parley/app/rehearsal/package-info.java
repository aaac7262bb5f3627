/// One whole simulated call in this process, with faults: vendors, server, caller, and what came of
/// it.
@NullMarked
package dev.parley.app.rehearsal;

import org.jspecify.annotations.NullMarked;
