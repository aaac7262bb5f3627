package dev.parley.providers.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How the local recognizer works.
///
/// @param cache folder for the unpacked model and library; may be shared by processes
/// @param model a Vosk model folder; empty for the English one that comes with Parley
/// @param threads engine threads, 1 to 64
/// @param maxSessions calls at the same time; a further one fails as overloaded
/// @param openDecoders how many callers can be heard in open speech at the same time, each about
///   100 MB; 0 for none
/// @param finalLimit after this long without a decision the utterance fails
/// @param suppressNoise steady noise is taken out of the recognizer's own copy of the sound
public record VoskSettings(
        Path cache,
        Optional<Path> model,
        int threads,
        int maxSessions,
        int openDecoders,
        Duration finalLimit,
        boolean suppressNoise) {
    public VoskSettings {
        check("threads", threads, 1, 64);
        check("max sessions", maxSessions, 1, 10_000);
        check("open decoders", openDecoders, 0, 64);
        if (finalLimit.isNegative() || finalLimit.isZero()) {
            throw new IllegalArgumentException(
                    "final limit: expected more than nothing, got " + finalLimit);
        }
    }

    /// The defaults: half the processors, 200 calls, 2 in open speech, 2 s for a decision.
    public static VoskSettings in(Path cache) {
        return new VoskSettings(
                cache,
                Optional.empty(),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                200,
                2,
                Duration.ofSeconds(2),
                true);
    }

    public VoskSettings withOpenDecoders(int count) {
        return new VoskSettings(
                cache, model, threads, maxSessions, count, finalLimit, suppressNoise);
    }

    private static void check(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s: expected %d to %d, got %d".formatted(what, min, max, value));
        }
    }
}
