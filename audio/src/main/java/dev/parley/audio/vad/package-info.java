/// Voice activity: the neural and the light detector, level gate, start and end rules.
@NullMarked
package dev.parley.audio.vad;

import org.jspecify.annotations.NullMarked;
