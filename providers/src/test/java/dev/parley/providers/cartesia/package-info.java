@NullMarked
package dev.parley.providers.cartesia;

import org.jspecify.annotations.NullMarked;
