/// The demonstration: a server, one simulated caller in a process of its own, and what came of it.
@NullMarked
package dev.parley.app.demo;

import org.jspecify.annotations.NullMarked;
