/// How well turns are taken: callers who pause, cough and interrupt, through the ear of a call and
/// its conversation. May use everything but other benches.
@NullMarked
package dev.parley.bench.turns;

import org.jspecify.annotations.NullMarked;
