package dev.parley.app.settings;

import java.util.regex.Pattern;

/// After how many days what is kept of calls is removed, by class; 0 for never.
///
/// @param recordings the sound
/// @param transcripts what was said, and what tools were asked and answered
/// @param records all of the call
public record RetentionSettings(int recordings, int transcripts, int records) {
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d?");

    static RetentionSettings from(SettingsReader reader) {
        return new RetentionSettings(
                days(reader, "retention.recordings", "30d"),
                days(reader, "retention.transcripts", "90d"),
                days(reader, "retention.records", "365d"));
    }

    private static int days(SettingsReader reader, String key, String fallback) {
        var value = reader.text(key, fallback).strip();
        if (value.equals("off")) {
            return 0;
        }
        var match = DAYS.matcher(value);
        if (match.matches() && Integer.parseInt(match.group(1)) > 0) {
            return Integer.parseInt(match.group(1));
        }
        throw new InvalidSettings(
                "setting \"%s\": expected days such as 30d, or off, got \"%s\""
                        .formatted(key, value));
    }
}
