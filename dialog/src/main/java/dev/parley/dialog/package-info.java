/// What a conversation says and expects, as text. No sound, no thread, no clock.
@NullMarked
package dev.parley.dialog;

import org.jspecify.annotations.NullMarked;
