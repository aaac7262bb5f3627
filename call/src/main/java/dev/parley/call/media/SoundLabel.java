package dev.parley.call.media;

import java.io.IOException;
import java.util.regex.Pattern;

/// What a sealed recording says of itself: 16-bit samples of so many channels, and of which call,
/// so that a file cannot pass for the recording of another call.
///
/// @param rate samples a second of each channel
record SoundLabel(int rate, int channels, String callId) {
    private static final Pattern FORM = Pattern.compile("pcm16/(\\d{4,6})/([1-8]) (.+)");

    static SoundLabel parse(String text) throws IOException {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IOException("expected a sealed recording, but the file holds something else");
        }
        return new SoundLabel(
                Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), match.group(3));
    }

    String text() {
        return "pcm16/" + rate + "/" + channels + " " + callId;
    }

    int secondBytes() {
        return rate * channels * 2;
    }
}
