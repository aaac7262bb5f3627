/// The server as its users meet it: a process of its own, seen from outside.
@NullMarked
package dev.parley.it.serve;

import org.jspecify.annotations.NullMarked;
