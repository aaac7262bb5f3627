package dev.parley.agents.garage;

/// A bay (counted from 1) that is occupied.
public record Taken(int bay, Span span) {}
