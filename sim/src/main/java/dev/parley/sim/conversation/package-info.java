/// Simulated conversations in virtual time: random callers, random dialogues, engines that fail,
/// and a referee who checks every step. Knows only the ports of the conversation.
@NullMarked
package dev.parley.sim.conversation;

import org.jspecify.annotations.NullMarked;
