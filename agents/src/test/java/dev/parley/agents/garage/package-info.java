@NullMarked
package dev.parley.agents.garage;

import org.jspecify.annotations.NullMarked;
