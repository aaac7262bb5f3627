/// What is kept of a call, and the port of the store that keeps it.
@NullMarked
package dev.parley.call.record;

import org.jspecify.annotations.NullMarked;
