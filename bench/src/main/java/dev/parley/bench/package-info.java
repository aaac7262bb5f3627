/// Benchmarks: JMH of the sound arithmetic, load from outside.
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
