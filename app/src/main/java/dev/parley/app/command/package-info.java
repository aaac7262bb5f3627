/// The commands of `./parley`, one class each.
@NullMarked
package dev.parley.app.command;

import org.jspecify.annotations.NullMarked;
