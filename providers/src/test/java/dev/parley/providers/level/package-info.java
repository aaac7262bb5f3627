@NullMarked
package dev.parley.providers.level;

import org.jspecify.annotations.NullMarked;
