package dev.parley.transports.browser;

import java.util.regex.Pattern;

/// The version of RTVI a client says it speaks, and what it is answered: our own to the same major,
/// its own to 1.x, which is served in the old form; anything else is told so and served in ours.
record ClientVersion(String text, int major) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.\\d{1,4}\\.\\d{1,4}");

    static ClientVersion of(String text) {
        var match = FORM.matcher(text);
        return new ClientVersion(text, match.matches() ? Integer.parseInt(match.group(1)) : -1);
    }

    boolean isKnown() {
        return major == 1 || major == 2;
    }

    boolean isVersion1() {
        return major == 1;
    }

    /// What `bot-ready` says.
    String answer() {
        return isVersion1() ? text : Rtvi.VERSION;
    }
}
