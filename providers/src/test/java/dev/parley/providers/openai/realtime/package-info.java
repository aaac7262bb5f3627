@NullMarked
package dev.parley.providers.openai.realtime;

import org.jspecify.annotations.NullMarked;
