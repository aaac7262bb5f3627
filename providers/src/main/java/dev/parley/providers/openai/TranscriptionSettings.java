package dev.parley.providers.openai;

import dev.parley.compliance.Secret;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.PoolSettings;
import java.time.Duration;
import java.util.Optional;

/// A recognizer behind `/v1/audio/transcriptions`.
///
/// @param name for records and metrics
/// @param path below the base
/// @param language ISO 639-1; empty lets the server find out
/// @param prompt words that are likely to come; empty for none
/// @param streams asks for events
/// @param more fields that only this server knows
/// @param connect until a connection stands
/// @param answer from the end of an utterance to its words, beyond the length of its sound
/// @param longest of an utterance; of a longer one the beginning is lost
public record TranscriptionSettings(
        String name,
        String url,
        String path,
        Optional<Secret> key,
        String model,
        String language,
        String prompt,
        boolean streams,
        MoreFields more,
        Duration connect,
        Duration answer,
        Duration longest,
        PoolSettings pool) {
    static final Duration CONNECT = Duration.ofSeconds(2);
    static final Duration ANSWER = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofSeconds(60);

    public TranscriptionSettings {
        var _ = Endpoint.of(url);
        if (model.isBlank()) {
            throw wrong(name, "the name of a model");
        }
        if (!path.startsWith("/")) {
            throw wrong(name, "a path with / at its beginning, got \"" + path + "\"");
        }
        if (!language.matches("([a-z]{2,3})?")) {
            throw wrong(name, "a language such as \"en\", got \"" + language + "\"");
        }
        if (connect.toMillis() < 1 || answer.toMillis() < 1) {
            throw wrong(name, "limits of at least 1 ms, got " + connect + " and " + answer);
        }
        if (longest.toSeconds() < 1 || longest.toMinutes() > 10) {
            throw wrong(name, "a longest utterance of 1 s to 10 min, got " + longest);
        }
    }

    /// What the profile says.
    public static TranscriptionSettings of(TranscriptionProfile profile, Optional<Secret> key) {
        if (profile.keyNeeded() && key.isEmpty()) {
            throw wrong(profile.name(), "a key");
        }
        return new TranscriptionSettings(
                profile.name(),
                profile.url(),
                profile.path(),
                key,
                profile.model(),
                "en",
                "",
                profile.streams(),
                MoreFields.NONE,
                CONNECT,
                ANSWER,
                LONGEST,
                PoolSettings.DEFAULT);
    }

    public TranscriptionSettings at(String changed) {
        return new TranscriptionSettings(
                name, changed, path, key, model, language, prompt, streams, more, connect, answer,
                longest, pool);
    }

    /// @param changedConnect until a connection stands
    /// @param changedAnswer beyond the length of the sound
    public TranscriptionSettings within(Duration changedConnect, Duration changedAnswer) {
        return new TranscriptionSettings(
                name,
                url,
                path,
                key,
                model,
                language,
                prompt,
                streams,
                more,
                changedConnect,
                changedAnswer,
                longest,
                pool);
    }

    public TranscriptionSettings streaming(boolean changed) {
        return new TranscriptionSettings(
                name, url, path, key, model, language, prompt, changed, more, connect, answer,
                longest, pool);
    }

    TranscriptionSettings prompted(String changed) {
        return new TranscriptionSettings(
                name, url, path, key, model, language, changed, streams, more, connect, answer,
                longest, pool);
    }

    private static IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("provider \"" + name + "\": expected " + expected);
    }
}
