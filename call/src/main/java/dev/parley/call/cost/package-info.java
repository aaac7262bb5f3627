/// What calls cost: uses of providers counted where they are handed over, priced by a dated table,
/// and held against budgets. Money is exact; what has no price is counted and never guessed.
@NullMarked
package dev.parley.call.cost;

import org.jspecify.annotations.NullMarked;
