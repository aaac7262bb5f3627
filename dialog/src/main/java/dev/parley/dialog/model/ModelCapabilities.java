package dev.parley.dialog.model;

/// What a language model, as configured, can do.
///
/// @param tools takes tools and calls them
/// @param toolChoice can be made to call a tool, or a certain one ([ToolChoice])
/// @param temperature takes a temperature; otherwise that of the request is left out
/// @param usage tells the tokens of each answer
/// @param local runs without a network, so it can be the last link of a chain
public record ModelCapabilities(
        boolean tools, boolean toolChoice, boolean temperature, boolean usage, boolean local) {}
