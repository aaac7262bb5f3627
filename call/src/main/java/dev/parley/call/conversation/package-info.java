/// The pure heart: inputs and the time go in, effects come out. No clock, thread, lock, socket or
/// logger.
@NullMarked
package dev.parley.call.conversation;

import org.jspecify.annotations.NullMarked;
