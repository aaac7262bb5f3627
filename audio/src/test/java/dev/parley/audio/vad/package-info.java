@NullMarked
package dev.parley.audio.vad;

import org.jspecify.annotations.NullMarked;
