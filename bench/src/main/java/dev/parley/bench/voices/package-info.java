/// Voices, noises and sentences of others for benches of listening. May use no bench.
@NullMarked
package dev.parley.bench.voices;

import org.jspecify.annotations.NullMarked;
