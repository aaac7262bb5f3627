/// Brings voices of any provider to the level of the house. Uses the port of voices only.
@NullMarked
package dev.parley.providers.level;

import org.jspecify.annotations.NullMarked;
