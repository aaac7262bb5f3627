/// How well callers are understood: slots of all kinds, voices, noises and lines through the ear of
/// a call. May use everything but other benches.
@NullMarked
package dev.parley.bench.hearing;

import org.jspecify.annotations.NullMarked;
