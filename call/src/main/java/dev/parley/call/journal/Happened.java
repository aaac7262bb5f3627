package dev.parley.call.journal;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Input;
import org.jspecify.annotations.Nullable;

/// One step of a conversation, as the journal tells it.
///
/// @param input what was handed over; null if a deadline fired
/// @param did names of the effects that it had
/// @param digest hash of those effects; empty if there were none
/// @param broke class of the exception that the conversation threw; empty if it did not
public record Happened(
        long number, Tick at, @Nullable Input input, String did, String digest, String broke) {}
