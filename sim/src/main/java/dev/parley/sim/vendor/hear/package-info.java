/// How simulated recognizers hear: sound in the vendors' encodings, where speech begins and ends by
/// its energy, and the words in it by the script.
@NullMarked
package dev.parley.sim.vendor.hear;

import org.jspecify.annotations.NullMarked;
