/// Typed answers: what a caller may say for a date, a time, a choice…, how it is read, how a value
/// is spoken, and how it is typed on keys. Pure; uses nothing but the JDK.
@NullMarked
package dev.parley.dialog.slot;

import org.jspecify.annotations.NullMarked;
