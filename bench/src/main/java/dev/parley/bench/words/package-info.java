/// What a sentence of a model costs on its way to the voice, by JMH.
@NullMarked
package dev.parley.bench.words;

import org.jspecify.annotations.NullMarked;
