/// The port of speech-to-speech providers: the caller's sound in, the agent's sound, words and tool
/// calls out. May use `call.leg`'s wire formats and `dialog`'s messages and tools; knows no vendor.
@NullMarked
package dev.parley.call.duplex;

import org.jspecify.annotations.NullMarked;
