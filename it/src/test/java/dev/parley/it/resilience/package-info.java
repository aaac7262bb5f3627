@NullMarked
package dev.parley.it.resilience;

import org.jspecify.annotations.NullMarked;
