/// What the arithmetic of sound costs, per frame, by JMH. Results: bench/audio.md.
@NullMarked
package dev.parley.bench.audio;

import org.jspecify.annotations.NullMarked;
