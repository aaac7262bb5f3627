/// The garage against a real PostgreSQL: its tables, its tools and its races.
@NullMarked
package dev.parley.it.garage;

import org.jspecify.annotations.NullMarked;
