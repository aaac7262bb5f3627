@NullMarked
package dev.parley.bench.turns;

import org.jspecify.annotations.NullMarked;
