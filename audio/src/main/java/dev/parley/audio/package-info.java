/// Sound as numbers: G.711, resampling, level, tones, WAV. Pure computation; depends on nothing.
@NullMarked
package dev.parley.audio;

import org.jspecify.annotations.NullMarked;
