/// Explicit wiring: settings, commands, HTTP. May use everything; nothing uses it.
@NullMarked
package dev.parley.app;

import org.jspecify.annotations.NullMarked;
