package dev.parley.providers.net;

import java.time.Duration;

/// How long a sentence may take; beyond any of these it fails with `TIMED_OUT`.
///
/// @param connect until the provider took the connection
/// @param firstSound from the sentence's turn to its first sound
/// @param betweenSounds from one piece of sound to the next or the end
public record SpeechLimits(Duration connect, Duration firstSound, Duration betweenSounds) {
    public static final SpeechLimits DEFAULT =
            new SpeechLimits(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(3));

    public SpeechLimits {
        if (connect.toMillis() < 1 || firstSound.toMillis() < 1 || betweenSounds.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "expected limits of at least 1 ms, got "
                            + connect
                            + ", "
                            + firstSound
                            + " and "
                            + betweenSounds);
        }
    }
}
