@NullMarked
package dev.parley.providers.chain;

import org.jspecify.annotations.NullMarked;
