/// From a model's text to words for a voice: sentences cut from the stream, and each made
/// speakable. Pure; may use `dialog.slot` for the words of values.
@NullMarked
package dev.parley.dialog.speech;

import org.jspecify.annotations.NullMarked;
