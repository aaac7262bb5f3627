/// The real engines with the real agent and the real caller, without server and network.
@NullMarked
package dev.parley.it.speech;

import org.jspecify.annotations.NullMarked;
