package dev.parley.call.conversation;

/// Times of one caller turn, in milliseconds of call time; -1 where a step did not happen (typed
/// turns).
///
/// @param speechStarted when the first sound of the turn was made
/// @param speechEnded when its last sound was made
/// @param decided when the silence after it was long enough
/// @param recognized when its words were final
/// @param answered when the dialogue had its reply
public record TurnTimes(
        long speechStarted, long speechEnded, long decided, long recognized, long answered) {}
