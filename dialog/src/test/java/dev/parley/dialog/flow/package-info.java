@NullMarked
package dev.parley.dialog.flow;

import org.jspecify.annotations.NullMarked;
