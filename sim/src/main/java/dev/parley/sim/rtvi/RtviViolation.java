package dev.parley.sim.rtvi;

/// Something the server did that a client would stumble over, or that shows the user what is not
/// so.
///
/// @param rule which rule was broken: a short name in kebab case
/// @param what what came, without the whole message
/// @param millis when, milliseconds of the session
public record RtviViolation(String rule, String what, long millis) {
    static final int MAX_TEXT = 200;

    public RtviViolation {
        what = what.length() <= MAX_TEXT ? what : what.substring(0, MAX_TEXT) + "…";
    }
}
