package dev.parley.app.check;

/// What one check found.
///
/// @param part what was checked: a place in the settings, or a part of this machine
/// @param check which check
/// @param level how it is
/// @param came what was found; never a key
/// @param expected what should have been; empty if all is well
/// @param remedy what to do; empty if all is well
public record Finding(
        String part, String check, Level level, String came, String expected, String remedy) {
    /// How it is.
    public enum Level {
        OK,
        WARN,
        FAIL
    }

    public static Finding ok(String part, String check, String came) {
        return new Finding(part, check, Level.OK, came, "", "");
    }

    public static Finding warn(
            String part, String check, String came, String expected, String remedy) {
        return new Finding(part, check, Level.WARN, came, expected, remedy);
    }

    public static Finding fail(
            String part, String check, String came, String expected, String remedy) {
        return new Finding(part, check, Level.FAIL, came, expected, remedy);
    }
}
