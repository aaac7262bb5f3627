/// Agents that talk freely: a language model finds the words, what it may do is fixed. By a model
/// alone ([ModelDialogue]), or around a flow that stays the ruler ([TalkingFlow]). Uses the ports
/// of models and tools, flows, guards and speakable text; pure.
@NullMarked
package dev.parley.dialog.talk;

import org.jspecify.annotations.NullMarked;
