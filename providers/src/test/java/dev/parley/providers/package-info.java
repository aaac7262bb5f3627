@NullMarked
package dev.parley.providers;

import org.jspecify.annotations.NullMarked;
