/// The ops listener: health, live, ready, metrics. On a Vert.x of its own, so that a busy media
/// loop never starves a probe.
@NullMarked
package dev.parley.app.ops;

import org.jspecify.annotations.NullMarked;
