/// Deepgram: the recognizers listen v1 (Nova) and v2 (Flux), and the voice Aura.
@NullMarked
package dev.parley.providers.deepgram;

import org.jspecify.annotations.NullMarked;
