@NullMarked
package dev.parley.providers.deepgram;

import org.jspecify.annotations.NullMarked;
