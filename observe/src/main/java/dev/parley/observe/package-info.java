/// Binds the meters to a Prometheus registry and the loggers to JSON lines. May use call and
/// dialog; called by app.
@NullMarked
package dev.parley.observe;

import org.jspecify.annotations.NullMarked;
