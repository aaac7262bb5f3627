/// The port of a transport: what a carrier connection must offer to a call.
@NullMarked
package dev.parley.call.leg;

import org.jspecify.annotations.NullMarked;
