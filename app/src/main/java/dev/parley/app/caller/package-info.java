/// The simulated caller with the embedded engines: wiring only.
@NullMarked
package dev.parley.app.caller;

import org.jspecify.annotations.NullMarked;
