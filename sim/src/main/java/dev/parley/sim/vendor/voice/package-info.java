/// How simulated voices speak: the script's sound in pieces of uneven length.
@NullMarked
package dev.parley.sim.vendor.voice;

import org.jspecify.annotations.NullMarked;
