package dev.parley.dialog.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a flow gets a call in the middle, from another agent.
///
/// @param step where it begins; empty for its start
/// @param facts what came along, by name, in plain values. Nothing about them is trusted: one that
///   fits a slot of its name is the slot's value, and its question is not asked; every other is of
///   no use
/// @param isGreeted whether somebody has spoken to the caller before: then what the start itself
///   says is left out, unless it is to be heard whole
public record Entry(String step, Map<String, Object> facts, boolean isGreeted) {
    public Entry {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
