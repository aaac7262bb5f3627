/// An agent that talks freely: a language model finds the words, what it may do is fixed. Uses the
/// ports of models, tools and speakable text; pure.
@NullMarked
package dev.parley.dialog.talk;

import org.jspecify.annotations.NullMarked;
