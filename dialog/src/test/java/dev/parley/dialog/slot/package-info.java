@NullMarked
package dev.parley.dialog.slot;

import org.jspecify.annotations.NullMarked;
