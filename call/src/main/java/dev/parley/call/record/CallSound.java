package dev.parley.call.record;

/// What sounded in a whole call, measured from both tracks. Milliseconds.
///
/// @param length from the call's begin to its end
/// @param caller how long the caller sounded, pauses within words included
/// @param agent how long the agent sounded
/// @param talkOver how long both sounded at once
/// @param deadAir sum of all silences of at least `deadAirFrom`, while the call was not held
/// @param longestSilence the longest of them; 0 if there was none
/// @param deadAirFrom how long neither must sound for it to count
public record CallSound(
        long length,
        long caller,
        long agent,
        long talkOver,
        long deadAir,
        long longestSilence,
        long deadAirFrom) {
    /// Both at once, as a part of the time in which anybody sounded: 0 to 1.
    public double talkOverShare() {
        long anybody = caller + agent - talkOver;
        return anybody == 0 ? 0 : (double) talkOver / anybody;
    }
}
