@NullMarked
package dev.parley.bench.voices;

import org.jspecify.annotations.NullMarked;
