package dev.parley.providers.local;

/// How a FreeTTS voice speaks.
///
/// @param voice "kevin16" (16 kHz) or "kevin" (8 kHz, delivered at 16 kHz)
/// @param wordsPerMinute 60 to 400
/// @param pitchHertz 50 to 300
/// @param pitchRangeHertz how lively the melody is, 0 to 60
/// @param engines sentences rendered at the same time; each takes a few MB
public record FreeTtsSettings(
        String voice, float wordsPerMinute, float pitchHertz, float pitchRangeHertz, int engines) {
    /// The voice and pace for which the phrases of the demo were proven.
    public static final FreeTtsSettings DEFAULT = new FreeTtsSettings("kevin16", 150, 100, 11, 2);

    public FreeTtsSettings {
        if (!voice.equals("kevin16") && !voice.equals("kevin")) {
            throw new IllegalArgumentException(
                    "expected the voice \"kevin16\" or \"kevin\", got \"" + voice + "\"");
        }
        check("words a minute", wordsPerMinute, 60, 400);
        check("pitch in hertz", pitchHertz, 50, 300);
        check("pitch range in hertz", pitchRangeHertz, 0, 60);
        check("engines", engines, 1, 32);
    }

    public FreeTtsSettings withVoice(String name) {
        return new FreeTtsSettings(name, wordsPerMinute, pitchHertz, pitchRangeHertz, engines);
    }

    private static void check(String what, float value, float min, float max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    "%s: expected %s to %s, got %s".formatted(what, min, max, value));
        }
    }
}
