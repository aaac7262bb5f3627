@NullMarked
package dev.parley.bench.hearing;

import org.jspecify.annotations.NullMarked;
