/// What the rules cost that look at each sentence between a model and the voice.
@NullMarked
package dev.parley.bench.guard;

import org.jspecify.annotations.NullMarked;
