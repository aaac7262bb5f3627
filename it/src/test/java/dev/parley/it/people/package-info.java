/// What operators can do with what is kept of people: look, play, export, hold, erase.
@NullMarked
package dev.parley.it.people;

import org.jspecify.annotations.NullMarked;
