/// The agent of a car workshop: knows its customers by their number, books appointments from one
/// business calendar, tells hours and price ranges, and takes call-backs. Uses dialog ports only;
/// SQL runs through the [dev.parley.dialog.Database] it is lent, in a schema of its own.
@NullMarked
package dev.parley.agents.garage;

import org.jspecify.annotations.NullMarked;
