/// The ports of speech engines: recognizer and synthesizer.
@NullMarked
package dev.parley.call.speech;

import org.jspecify.annotations.NullMarked;
