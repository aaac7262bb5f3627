package dev.parley.sim.vendor.script;

/// What a simulated model was asked.
///
/// @param turn the number of user messages in the request
/// @param user the last of them, empty without one
/// @param tool the tool whose result is the last message; empty if the last is none
/// @param result that result
/// @param model the name of the model
public record ModelQuestion(int turn, String user, String tool, String result, String model) {}
