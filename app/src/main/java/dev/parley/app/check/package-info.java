/// What can be found out about providers and this machine without taking a call: which providers
/// there are, whether each can be reached and used, and what is in the way of a start.
@NullMarked
package dev.parley.app.check;

import org.jspecify.annotations.NullMarked;
