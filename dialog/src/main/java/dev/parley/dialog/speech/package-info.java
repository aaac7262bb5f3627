/// From a model's text to words for a voice: sentences cut from the stream, and each made
/// speakable. Pure; may use nothing of `dialog` but `dialog.yaml`.
@NullMarked
package dev.parley.dialog.speech;

import org.jspecify.annotations.NullMarked;
