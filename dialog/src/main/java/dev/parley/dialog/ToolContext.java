package dev.parley.dialog;

import java.time.LocalDateTime;
import java.time.ZoneId;

/// For which call a tool runs.
///
/// @param idempotencyKey the same for every attempt of the same tool call, so that a write happens
///   once
/// @param wall date and time at the agent's place when the tool was started
public record ToolContext(String callId, String idempotencyKey, LocalDateTime wall, ZoneId zone) {}
