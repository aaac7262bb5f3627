package dev.parley.sim.vendor.hear;

/// A word and its place in the sound of the connection, in seconds.
public record HeardWord(String word, double start, double end) {}
