/// The one tiny port through which every module counts. Depends on nothing; bound to a registry by
/// observe.
@NullMarked
package dev.parley.meter;

import org.jspecify.annotations.NullMarked;
