/// The rules of the house: which module may use which.
@NullMarked
package dev.parley.it.house;

import org.jspecify.annotations.NullMarked;
