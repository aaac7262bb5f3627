package dev.parley.agents.garage;

/// For tools that need nothing to be told.
record NoArguments() {}
