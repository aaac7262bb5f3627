package dev.parley.providers.local;

/// One way to understand an utterance.
///
/// @param words lower case, [VoskText#UNKNOWN] for a sound outside the grammar
/// @param score logarithm of how likely it is beside the others; only differences mean something
record Guess(String words, double score) {}
