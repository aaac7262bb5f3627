/// Speech engines that run on this machine: Vosk hears, FreeTTS or flite speaks. No key, no
/// network.
///
/// May use the speech ports of `call`, `audio`, `meter`. All native code of Vosk is behind
/// `VoskLibrary`.
@NullMarked
package dev.parley.providers.local;

import org.jspecify.annotations.NullMarked;
