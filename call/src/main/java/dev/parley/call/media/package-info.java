/// The path of a frame: Ear, Mouth, pacing wheel, recorder.
@NullMarked
package dev.parley.call.media;

import org.jspecify.annotations.NullMarked;
